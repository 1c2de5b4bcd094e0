/** The style of the page: one column, readable on a phone, at a desk and on grey A4 paper. Nothing is loaded from anywhere. */
export const style = `
:root{--ink:#1d2b2a;--soft:#5a6a68;--line:#d9e0de;--paper:#fff;--ground:#f4f6f5;--accent:#0b6b5d;
--t0:#cfe3de;--t1:#9cc9c0;--t2:#f1cf7a;--t3:#e08a4b;--t4:#a5282c;--unknown:#dfe3e6}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 "Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
header h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0 .4rem}
header p{color:var(--soft);margin:0}
.languages{display:flex;gap:.5rem;justify-content:flex-end;font-size:.9rem}
.languages label{padding:.15rem .7rem;border:1px solid var(--line);border-radius:1rem;cursor:pointer;background:var(--paper)}
.languages input{position:absolute;opacity:0}
.languages input:checked+label{background:var(--accent);border-color:var(--accent);color:#fff}
.languages input:focus-visible+label{outline:3px solid #f1cf7a}
body:has(#en:checked) [lang=zh],body:not(:has(#en:checked)) [lang=en]{display:none}
section{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.25rem 1.25rem;margin:1.1rem 0}
h2{font-size:1.2rem;margin:0 0 .5rem}
h3{font-size:1rem;margin:1.1rem 0 .3rem}
p{margin:.4rem 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.8rem;margin:.9rem 0 .2rem}
.figures div{border-left:4px solid var(--accent);padding:.1rem 0 .1rem .7rem}
.figures div.alarm{border-color:var(--t4)}
.figures b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.figures span{color:var(--soft);font-size:.9rem}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th,td{white-space:nowrap}
th:first-child,td:first-child,td.words,th.words{text-align:left}
td.long{white-space:normal;min-width:14rem}
thead th{font-weight:600;color:var(--soft);border-bottom:2px solid var(--line)}
tfoot td{font-weight:600;border-top:2px solid var(--line);border-bottom:0}
svg{display:block;width:100%;height:auto;max-width:46rem;margin:.4rem 0}
svg.defs{position:absolute}
svg text{font-size:13px;fill:var(--ink)}
svg .note{fill:var(--soft)}
.mark{stroke:var(--ink);stroke-width:2}
.hatch,pattern circle{fill-opacity:1}
pattern path{stroke:rgba(0,0,0,.45);fill:none}pattern circle{fill:rgba(0,0,0,.4)}
.tier0{fill:var(--t0)}.tier1{fill:var(--t1)}.tier2{fill:var(--t2)}.tier3{fill:var(--t3)}.tier4{fill:var(--t4)}
.unknown{fill:var(--unknown)}.done{fill:var(--t1)}.over{fill:var(--t3)}.rest{fill:var(--unknown)}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.88rem;color:var(--soft);margin:.3rem 0}
.key svg{width:1.3rem;height:.9rem;display:inline-block;margin:0 .35rem 0 0;vertical-align:-.1rem}
.standing{display:inline-block;font-size:.78rem;padding:0 .45rem;border-radius:.6rem;border:1px solid var(--line);color:var(--soft);white-space:nowrap}
.standing.statute{border-color:var(--accent);color:var(--accent)}
.small{font-size:.88rem;color:var(--soft)}
@media (max-width:34rem){main{padding:.8rem .7rem 3rem}section{padding:.9rem .8rem}header h1{font-size:1.35rem}svg text{font-size:21px}.key svg text{font-size:inherit}}
@page{size:A4;margin:14mm}
@media print{body{background:#fff;font-size:10.5pt}main{max-width:none;padding:0}.languages{display:none}
section{border:0;border-top:1px solid #999;border-radius:0;padding:.6rem 0;margin:.4rem 0}h2,h3,.key{break-after:avoid}tr,svg,.figures div{break-inside:avoid}
.table{overflow:visible}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`
