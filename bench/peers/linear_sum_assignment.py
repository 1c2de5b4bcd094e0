"""Peer for bench/peers/run.ts: scipy's linear_sum_assignment, seats written out as columns, a column of its own for each row to stay away.

Input as in network-simplex.cpp. Only for problems whose written-out matrix fits into memory.
"""
import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment

values = numpy.fromfile(sys.argv[1], dtype="<i4")
rows, targets, edges = (int(value) for value in values[:3])
parts = numpy.split(values[3:], numpy.cumsum([rows + 1, edges, edges, targets]))
start, target, cost, seats, leave = parts
columns = numpy.repeat(numpy.arange(targets), seats)
first = numpy.concatenate([[0], numpy.cumsum(seats)])
if rows * (len(columns) + rows) > 120_000_000:
    print("scipy linear_sum_assignment  left out: the matrix would be too large")
    sys.exit(0)
square = int(start[-1]) == rows * targets and int(seats.max()) == 1 and rows == targets and int(leave.min()) > rows * int(cost.max())
if square:
    matrix = cost.reshape(rows, targets).astype(float)
else:
    never = float(leave.max()) * 4 + 1
    matrix = numpy.full((rows, len(columns) + rows), never)
    for i in range(rows):
        for e in range(start[i], start[i + 1]):
            matrix[i, first[target[e]] : first[target[e] + 1]] = cost[e]
        matrix[i, len(columns) + i] = leave[i]
begin = time.process_time()
chosen = linear_sum_assignment(matrix)
milliseconds = (time.process_time() - begin) * 1000
print(f"scipy linear_sum_assignment  {milliseconds:.0f} ms, cost {int(matrix[chosen].sum())}")
