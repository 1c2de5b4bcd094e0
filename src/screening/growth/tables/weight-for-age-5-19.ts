import type { PackedTable } from '../packed.ts'

/**
 * Weight for age, 61 to 120 months, kg; written by scripts/growth-tables.ts.
 * @source WHO growth reference 5-19 years, 2007; numbers as in AnthStat (Apache-2.0)
 */
export const weightForAge5: PackedTable = {
  from: 61,
  perUnit: 1,
  rows: 60,
  male: {
    l: `-2026;1922;AAaAAAaBaBAABABABBBACBACBBBBCACBCBBCCBDBCDBDCDDDDDFDEFFEEF`,
    m: `185057;-183312;QQPQRRTPPLNMMNLOMMMLLIKILJJJJILJLLLMMMMNOPRTXYZ28;28;31;32;33;34;35;36;35;35;38;`,
    s: `12988;-12948;aaaaabAaaaAAABaBBACACBBDBBDBCDBDCCDCCCCCDBCDBBCBABBBAABAAB`,
  },
  female: {
    l: `-4681;4651;aABaB*4;BaBBaBAABaCaBBaBBAABABABABABBAABBABABACaCaCAABBAA`,
    m: `182579;-180829;ffdccbaADDHJOPUVW27;27;30;33;33;33;32;34;33;34;34;35;36;36;37;38;38;39;39;37;39;36;37;35;35;33;32;31;30
;29;29;30;32;31;34;35;38;39;42;43;45;`,
    s: `14295;-14240;aB*4;Ba*8;aBaBaAAaBaAAaAAAaAAaAaAaBbAAaaAAbBbAaAbBbA`,
  },
}
