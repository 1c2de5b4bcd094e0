import type { PackedTable } from '../packed.ts'

/**
 * Head circumference for age, 0 to 1856 days, cm; written by scripts/growth-tables.ts.
 * @source WHO Child Growth Standards, 2006; numbers as in AnthStat (Apache-2.0)
 */
export const headForAge0: PackedTable = {
  from: 0,
  perUnit: 1,
  rows: 1857,
  male: {
    l: `10000;-10000;*1855;`,
    m: `344618;-343616;ABaAABaAABaAABwvvursprononlmmkkljjjjhjhhigghghfgffgeffdgdedfcededdecececdcebecccdcccccccccbccbccbbdbbcb
cbbcbcacbcacbbbcabcacacabcabbbbacabbbacaacabacAcabbaacaabbaacAbbabaababaababAcAbaabaabaaabaaaabaaaabaAbabAabAbAbaaaaAb
aaaaaaaaaAbaAbAaaaaaaAbAaaaAbAaaAbAaaAaaaAbAAbAaAaaaAaaaAAbAAbAaAaAbAAaaAaaAAbAAaaAaAaAaaAaAAbBbAAaAaaAAaAaaBbAAaAaAAa
aAAaAaAaAAaaBaaAAaAaAAaAAaAaAAaAaBaaAAaAAaBbBaaBaAaAAaBbBaAAaAAAaAaBaaBaAAaAAAaAAAaAAaABbBaAAAaAAAaAAAaBaaBaBaaBaAAAaB
aAaBa*4;a*4;a*4;aBaAAAaBaAAaBa*5;a*5;aBaAAAaBa*5;aABaAAaBaBaAAAaBaBa*4;aBaAABbBAAaABa*4;aBaABaAAAaBaBaABaAAaBAaABa*6;a
BaABa*5;aBAaABa*6;aBAaABa*7;aBaBaABa*4;aBAAaBaABa*6;aBAaBaBaAAABaaBAAAaBaBaABa*7;aBAaBaABa*9;aBaBaBaABa*5;aBAAaBaBaABa
*7;aBAaBaBaABa*8;aBAaBaABaAABaAAaBAAaBAaBaABa*9;aBAaBaABaAABaAAAaBAAaBaBaBaABa*7;aBAaBaBaBaAAABaAAaBAAAaBaBaBaAABa*6;a
BAaBaBaBaABa*7;aBAAaBaBaABa*11;aBaBaBaBaAABa*4;aBAAAaBaBaBaABa*9;aBAaBAaABaABa*10;aBAaBAaABaBa*12;aBAaBaBaBaABa*12;aBA
aBaBaBaABaAABa*6;aBAAaBAaBaBaBaABaABa*9;aBAAaBAaBaBaBaABaAAABa*6;aBAAAaBAaBaBaBaBaABaAAABa*7;aBAAAaBAaBAaBaABaBaABaAAA
Ba*7;aBAAAaBAAaBaBaBaBaBaABaABa*16;aBAAaBaBAaBaBaBaABaABaAABa*14;aBAAAaBAaBaBAaBaABaBaABaABa*4;Ba*10;aBAAAaBAAaBAaBaBa
BaBaBaABaABaAABa*4;Ba*6;aB*5;aBAAaBAaBaBAaBaBaBaABaABaABaAAABa*16;aBAAaBAAaBAaBaBAaBaBaABaBaABaABaAAABa*19;aBAAaBAAaBA
aBaBAaBaBaBaBaABaABaABaABa*4;Ba*18;aBAAAaBAAaBAaBAaBAaBaBaBaBaBaBaABaABaABaABaAAABa*4;Ba*15;aB*5;aBAAaBAAaBAaBAaBAaBaB
aBaBAaABaBaBaABaBaABaABaAABaAAABa*4;Ba*24;aB*4;aBAAAaBAAaBAaBAaBAaBAaBAaBaBaBaBAaBaBaBaABaBaBaABaBaABaABaABaABaAABaAAB
aAABa*4;Ba*5;Ba*32;aB*6;aBAAAaBAAAaBAAaBAAaBAAaBAaBAaBAaBAaBAaBaBAaB`,
    s: `3686;-3716;aBaABaABaBaABUBAABAAAB*4;BaBAABaBaB*4;BaABAaB*6;BaABaBAaB*9;BaABaBaBaBAaBAAAaB*6;BaAAABaABaABaBaBaBaBAaBAaB
AaBAAAaB*19;BaAAABaAABaAABaABaABaABaBaABaBaBaBaBaBaBaBaBaBaBAaBaBAaBAaBAaBAaBAaBAaBAaBAAaBAAaBAAaBAAAaBAAAaBAAAaB*4;aB
*5;aB*6;aB*7;aB*10;aB*14;aB*32;aB*19;Ba*38;Ba*21;Ba*16;Ba*14;Ba*12;Ba*11;Ba*11;Ba*10;Ba*10;Ba*9;Ba*8;Ba*9;Ba*8;Ba*8;Ba
*7;Ba*7;Ba*8;Ba*7;Ba*6;Ba*7;Ba*6;Ba*7;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;Ba*5;Ba*6;Ba*6;Ba*5;Ba*5;Ba*6;Ba*5;Ba*6;Ba*5;
Ba*5;Ba*5;Ba*6;Ba*5;Ba*5;Ba*5;Ba*5;Ba*5;Ba*6;Ba*5;Ba*5;Ba*5;Ba*5;Ba*5;Ba*5;Ba*5;Ba*6;Ba*5;Ba*5;Ba*5;Ba*5;Ba*6;Ba*5;Ba*
5;Ba*5;Ba*6;Ba*5;Ba*6;Ba*5;Ba*5;Ba*6;Ba*5;Ba*6;Ba*5;Ba*6;Ba*6;Ba*5;Ba*6;Ba*6;Ba*5;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;Ba*6;B
a*6;Ba*6;Ba*6;Ba*6;Ba*7;Ba*6;Ba*6;Ba*6;Ba*7;Ba*6;Ba*7;Ba*6;Ba*7;Ba*7;Ba*6;Ba*7;Ba*7;Ba*7;Ba*7;Ba*7;Ba*7;Ba*7;Ba*7;Ba*7
;Ba*7;Ba*7;Ba*8;Ba*7;Ba*7;Ba*8;Ba*7;Ba*8;Ba*8;Ba*7;Ba*8;Ba*8;Ba*8;Ba*7;Ba*8;Ba*8;Ba*9;Ba*8;Ba*8;Ba*8;Ba*8;Ba*9;Ba*8;Ba
*9;Ba*8;Ba*9;Ba*8;Ba*9;Ba*9;Ba*9;Ba*8;Ba*9;Ba*9;Ba*9;Ba*9;Ba*10;Ba*9;Ba*9;Ba*9;Ba*10;Ba*9;Ba*9;Ba*10;Ba*10;Ba*9;Ba*10;
Ba*10;Ba*10;Ba*9;Ba*10;Ba*5;`,
  },
  female: {
    l: `10000;-10000;*1855;`,
    m: `338787;-337824;Ba*4;BaAAABaxtutrsrppponmnllljljjijhiighhfgggfffeffedfeddeddddcecdcdcdccdbdcbdbcccbccbcbbcbbcbcacbbcacb
bbbbbbbcabbbbacacabacabbbabbacAcababbaacaababbaabababaabaababaaabaabaabAbabAbaabAbaaaabAbaaaaaaabAbAbAbAbaAbAbaAbAabAa
aaaaaAbAbAaaAbAbAaaAabAAbAbBbaAaaAaaaAbBbAaaAaaAaaAaaAaaAaAaaaBbAaAaAbBaaAaaAAaaAaAaAaAaAaAaAaaBbBbBaaAaAAaAaaBaaAAaaB
aaAAaAaAAaAaAAaAAaAaAAAbBaAAaAaBbBaAaBbBaAaBbBaAAaAAaAAAaAAaAAaBaaBaAaBaAa*4;aAAa*4;aAAaABbBaAAAaBaAaABbBAaAAaBaAAAa*4
;aBaAaBa*4;a*5;a*4;aBaAAAaBa*4;aBaAAAaBa*5;aBaAAAaBAa*5;aBa*6;aABaAAAaBAaABaAaBAAaABa*4;aBaBaABaAAaBAaBaABaAAAaBAaBaAB
a*4;aBAaBaABa*6;aBaBaBaAABaAAaBAAaBaBaABa*6;aBAaBaBaABa*7;aBAaBaBaBaAAABaAaBAAAaBaBaBaAABa*5;aBAAaBaBaABa*9;aBAaBaBaAB
a*8;aBAaBaBaABa*8;aBAaBaBaAABa*6;aBAaBaBaABa*8;aBAaBaABa*9;aBAaBaABa*8;aBAaBaABa*9;aBaBaBaABa*5;aBAaBAaABaAABaAAaBAAaB
AaABaABa*5;aBAaBaBaBaAABaAAaBAAAaBaBaBa*4;BbB*4;aBaBaBaABa*8;aBAaBaBaABa*9;aBAaBaBaABaAABaAAAaBAAaBAaBaBaABa*4;BbB*4;a
BAaBaBaBaAABa*8;aBAaBAaBaBaABa*13;aBAaBaBaBaABa*4;BaAAaB*4;aBAaBaBaBaABaABa*10;aBAAaBaBAaBaABaABaAAABa*4;aB*4;aBAaBaBA
aABaBaAABa*14;aBAaBAaBaBaBaABaAABa*14;aBAaBAaBaBaBaBaABaAABa*14;aBAAaBaBAaBaBaBaABaAABaAAABa*7;aB*4;aBAaBAaBaBaBaBaBaA
BaAABa*4;Ba*7;aB*4;aBAaBAaBAaBaBaBaBaABaABaAABaAAABa*9;aB*4;aBAAaBAaBAaBaBaBaBaBaABaABaABaAAABa*16;aBAAAaBAAaBAaBaBAaB
aBaBaBaBaABaABaABaAABa*4;Ba*14;aB*4;aBAAAaBAaBAaBAaBaBaBaBaBaBaBaBaABaABaAABaAABa*4;Ba*19;aB*4;aBAAaBAaBAAaBaBAaBaBAaB
aBaBaABaBaABaBaABaAABaAABaAAABa*6;Ba*11;aB*6;aBAAAaBAAAaBAaBAaBAaBAaBaBaBAaBaBaBaBaABaBaABaBaABaAABaABaAAABaAAABa*6;Ba
*16;aB*7;aBAAAaBAAAaBAAaBAaBAaBAaBAaBAaBaBaBAaBaBaBaBaBaBaABaBaBaABaABaBaAABaABaABaAABaAAABaAAABa*4;`,
    s: `3496;-3513;aBaBaBaBaBaBaP*5;BaBaB*7;BaAABaBaBaBaBAaBAaBAAAaB*7;aB*5;Ba*8;Ba*4;BaAAABaAABaAABaAABaABaABaABaABaABaBaABaB
aABaBaABaBaBaABaBaBaBaBaBaBaBaABaBAaBaBaBaBaBaBaBaBaBAaBaBaBaBAaBaBaBAaBaBaBAaBaBAaBaBAaBaBAaBAaBaBAaBAaBaBAaBAaBAaBaB
AaBAaBAaBAaBAaBAaBAaBAaBAaBAaBAaBAaBAaBAaBAAaBAaBAaBAaBAAaBAaBAAaBAaBAaBAAaBAaBAAaBAAaBAaBAAaBAAaBAaBAAaBAAaBAAaBAaBAA
aBAAaBAAaBAAaBAAaBAAaBAAaBAAaBAAaBAAAaBAAaBAAaBAAaBAAAaBAAaBAAAaBAAaBAAaBAAAaBAAaBAAAaBAAAaBAAaBAAAaBAAAaBAAAaBAAaBAAA
aBAAAaBAAAaBAAAaBAAAaBAAAaBAAAaBAAAaBAAAaB*4;aBAAAaBAAAaB*4;aBAAAaBAAAaB*4;aBAAAaB*4;aB*4;aBAAAaB*4;aB*4;aBAAAaB*4;aB*
4;aB*4;aB*4;aB*4;aB*4;aB*4;aB*4;aB*5;aB*4;aB*4;aB*4;aB*5;aB*4;aB*5;aB*4;aB*5;aB*5;aB*4;aB*5;aB*5;aB*5;aB*4;aB*5;aB*5;a
B*5;aB*6;aB*5;aB*5;aB*5;aB*5;aB*6;aB*5;aB*6;aB*5;aB*6;aB*5;aB*6;aB*6;aB*6;aB*6;aB*6;aB*5;aB*7;aB*6;aB*6;aB*6;aB*6;aB*7
;aB*6;aB*6;aB*7;aB*6;aB*7;aB*7;aB*7;aB*6;aB*7;aB*7;aB*7;aB*7;aB*7;aB*8;aB*7;aB*7;aB*7;aB*8;aB*7;aB*8;aB*8;aB*7;aB*8;aB
*8;aB*8;aB*8;aB*8;aB*8;aB*8;aB*8;aB*9;aB*8;aB*9;aB*8;aB*9;aB*8;aB*9;aB*9;aB*9;aB*9;aB*9;aB*9;aB*9;aB*9;aB*10;aB*9;aB*1
0;aB*9;aB*10;aB*10;aB*9;aB*10;aB*10;aB*10;aB*10;aB*10;aB*11;aB*10;aB*10;aB*11;aB*10;aB*11;aB*11;aB*11;aB*11;aB*11;aB*1
1;aB*11;aB*11;aB*11;aB*12;aB*11;aB*12;aB*11;aB*12;aB*12;aB*12;aB*12;aB*12;aB*12;aB*12;aB*11;`,
  },
}
