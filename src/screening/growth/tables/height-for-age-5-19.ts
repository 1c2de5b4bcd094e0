import type { PackedTable } from '../packed.ts'

/**
 * Height for age, 61 to 228 months, cm; written by scripts/growth-tables.ts.
 * @source WHO growth reference 5-19 years, 2007; numbers as in AnthStat (Apache-2.0)
 */
export const heightForAge5: PackedTable = {
  from: 61,
  perUnit: 1,
  rows: 168,
  male: {
    l: `10000;-10000;*166;`,
    m: `1102647;-1097288;-27;-34;-39;-44;-45;-40;-40;-43;-45;-42;-37;-30;vupnlmmnqqsrrpssvvvwtuqqqlkhhgfcdbdfgfgggfedcADJMQV26
;31;33;37;39;37;40;44;47;49;52;54;56;60;62;65;69;71;75;76;77;80;81;81;78;71;63;53;46;36;26;QIfs-30;-41;-48;-55;-63;-74
;-83;-93;-104;-109;-119;-126;-131;-135;-136;-133;-132;-128;-129;-129;-129;-129;-130;-129;-125;-124;-120;-119;-118;-117
;-119;-117;-119;-117;-116;-116;-113;-111;-110;-107;-105;-104;-99;-97;-93;-88;-83;-80;-73;-69;-62;-59;-53;-49;-44;-41;-
38;-33;-32;-28;-27;wvttsqn`,
    s: `4164;-4156;AaBAAaBAaBAaBAaBAAaB*19;Ba*8;aBAaBaBa*6;aBaAAAaBaAaBaAAAaAAaBbBaAaBbBaaAAAaaBaaAAAaaBaAaAAAaAAAa*5;aBaABa*1
0;BaABaBaB*6;BaBAAaCaAABA`,
  },
  female: {
    l: `10000;-10000;*166;`,
    m: `1096016;-1090774;-49;-48;-45;-43;-43;-41;-41;-39;-37;-33;-28;vqmjheaaEEFHGHJKILKMNNPOOPPQORPPRNPNMPMNOMOOPOQQQSSRRQOMI
FBcimry-30;-37;-45;-49;-57;-64;-71;-78;-86;-92;-99;-106;-109;-114;-116;-119;-121;-122;-124;-126;-124;-127;-124;-126;-1
25;-121;-120;-118;-115;-112;-110;-106;-105;-102;-100;-97;-94;-92;-88;-84;-82;-78;-75;-71;-69;-65;-62;-58;-55;-54;-50;-
47;-45;-42;-39;-35;-31;-30;yvuooklhigfgedcebeeegfiijjmkmllml`,
    s: `4355;-4346;AAaBa*5;aABbBAaBaAAaBaBaaBAa*5;a*4;aABbBAaAAAaBaaBAaAaBaAAAa*4;aAAaBaAAaBaAAaBaBaAAaBAaBaAABaAAABaAAABaABaB
aBAAaBABaAABaBAaB*4;BaBaBaB*6;BaBaBAaBAAABaABaBaB`,
  },
}
