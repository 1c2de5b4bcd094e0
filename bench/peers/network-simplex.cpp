// Peer for bench/peers/run.ts: LEMON's network simplex on a problem written by it.
// Input, little-endian 32-bit: rows, targets, edges, start[rows + 1], target[edges], cost[edges], seats[targets], leave[rows].
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;

static std::vector<int32_t> some(std::FILE* file, size_t count) {
  std::vector<int32_t> values(count);
  if (std::fread(values.data(), 4, count, file) != count) std::exit(2);
  return values;
}

int main(int, char** argument) {
  std::FILE* file = std::fopen(argument[1], "rb");
  if (!file) return 2;
  const auto head = some(file, 3);
  const int rows = head[0], targets = head[1], edges = head[2];
  const auto start = some(file, rows + 1), target = some(file, edges), cost = some(file, edges);
  const auto seats = some(file, targets), leave = some(file, rows);
  Graph graph;
  graph.reserveNode(rows + targets + 1);
  graph.reserveArc(edges + rows + targets);
  for (int k = 0; k < rows + targets + 1; k++) graph.addNode();
  std::vector<std::pair<int64_t, int64_t>> arcs;
  for (int i = 0; i < rows; i++) {
    for (int e = start[i]; e < start[i + 1]; e++) {
      graph.addArc(graph.nodeFromId(i), graph.nodeFromId(rows + target[e]));
      arcs.emplace_back(cost[e], 1);
    }
    graph.addArc(graph.nodeFromId(i), graph.nodeFromId(rows + targets));
    arcs.emplace_back(leave[i], 1);
  }
  for (int j = 0; j < targets; j++) {
    graph.addArc(graph.nodeFromId(rows + j), graph.nodeFromId(rows + targets));
    arcs.emplace_back(0, seats[j]);
  }
  Graph::ArcMap<int64_t> costs(graph), most(graph);
  for (size_t k = 0; k < arcs.size(); k++) {
    costs[graph.arcFromId(k)] = arcs[k].first;
    most[graph.arcFromId(k)] = arcs[k].second;
  }
  Graph::NodeMap<int64_t> supply(graph, 0);
  for (int i = 0; i < rows; i++) supply[graph.nodeFromId(i)] = 1;
  supply[graph.nodeFromId(rows + targets)] = -rows;
  lemon::NetworkSimplex<Graph, int64_t, int64_t> simplex(graph);
  simplex.costMap(costs).upperMap(most).supplyMap(supply);
  const std::clock_t begin = std::clock();
  simplex.run();
  const double ms = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("LEMON network simplex  %.0f ms, cost %lld\n", ms, static_cast<long long>(simplex.totalCost()));
}
