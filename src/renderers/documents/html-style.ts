// How the page looks: on a desk, on a phone, at night, on paper.

/** The style sheet, inline in every page. Holds neither `<` nor `&`, so the page stays well-formed XML. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d4d9de;--page:#fff;--band:#f5f7f9;--link:#0b57a4;
--good:#116329;--good-band:#dcf5e3;--note:#0b57a4;--note-band:#e0effd;--warn:#7a4a00;--warn-band:#fff1cf;--bad:#9c1420;--bad-band:#fde2e2}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e3e7eb;--soft:#9aa5b0;--line:#363d46;--page:#14181d;--band:#1c2229;--link:#78b7f5;
--good:#7bdc9a;--good-band:#12351f;--note:#8cc4fa;--note-band:#132c45;--warn:#f1c56b;--warn-band:#3a2b0b;--bad:#ff9c9c;--bad-band:#451a1d}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2rem 1.5rem 4rem;max-width:78rem;background:var(--page);color:var(--ink);
font:16px/1.65 Pretendard,"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",system-ui,"Segoe UI",sans-serif;word-break:keep-all;overflow-wrap:anywhere}
header{border-bottom:3px solid var(--ink);margin-bottom:1.5rem}
h1{font-size:1.9rem;line-height:1.25;margin:0 0 .3rem}
header p{color:var(--soft);margin:.2rem 0 1rem}
h2{font-size:1.4rem;margin:2.6rem 0 .8rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1.1rem;margin:1.8rem 0 .6rem}
h4{font-size:1rem;margin:1.3rem 0 .4rem}
h2 a,h3 a,h4 a{color:inherit;text-decoration:none}
a{color:var(--link)}
p,ul{margin:.6rem 0;max-width:60rem}
ul{padding-left:1.3rem}
nav{background:var(--band);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1.2rem}
nav h2{font-size:1rem;margin:0 0 .3rem;border:0;padding:0}
nav ol{margin:0;padding-left:1.6rem;columns:2 18rem}
section:target>h2,section:target>h3{background:var(--note-band)}
.scroll{overflow-x:auto;margin:.7rem 0 1rem}
table{border-collapse:collapse;overflow-wrap:break-word;font-size:.9rem;line-height:1.5;min-width:min(100%,34rem)}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top;min-width:4.5rem;max-width:26rem}
td:first-child{min-width:8rem}
th.number,td.number{min-width:2.5rem}
th{background:var(--band);white-space:nowrap;font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,pre{font-family:ui-monospace,"Cascadia Mono","D2Coding","Noto Sans Mono CJK KR",Menlo,Consolas,monospace;font-size:.88em}
td code{font-size:.94em}
pre{background:var(--band);border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;overflow-x:auto;line-height:1.45}
small{color:var(--soft);font-size:.86em}
.chip{display:inline-block;white-space:nowrap;border-radius:.3rem;padding:0 .4rem;font-weight:600}
.good{color:var(--good);background:var(--good-band)}
.note{color:var(--note);background:var(--note-band)}
.warn{color:var(--warn);background:var(--warn-band)}
.bad{color:var(--bad);background:var(--bad-band)}
.scroll .chip{white-space:normal;text-wrap:balance}
.plain{color:var(--soft);font-weight:400;padding:0}
.remark{border-radius:.4rem;padding:.6rem .9rem}
.remark.plain{background:var(--band);padding:.6rem .9rem}
.figures{display:flex;flex-wrap:wrap;gap:.7rem;margin:1rem 0}
.figures div{flex:1 1 8rem;border:1px solid var(--line);border-radius:.5rem;background:var(--band);padding:.5rem .9rem}
.figures dt{color:var(--soft);font-size:.85rem}
.figures dd{margin:0;font-size:1.5rem;font-weight:700;font-variant-numeric:tabular-nums}
details{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem;margin:.7rem 0}
summary{cursor:pointer;font-weight:600}
figure{margin:1rem 0}
figure svg{display:block;width:100%;min-width:46rem;height:auto}
figcaption{color:var(--soft);font-size:.9rem}
@media (max-width:40rem){body{padding:1.2rem .9rem 3rem;font-size:15px}h1{font-size:1.5rem}table{font-size:.84rem}th,td{padding:.3rem .45rem}td:not(.number){min-width:8rem}}
@media print{@page{size:A4;margin:14mm 12mm}body{max-width:none;padding:0;font-size:9.5pt}table{font-size:7.8pt;min-width:0;width:100%}th{white-space:normal}
.scroll{overflow:visible}td,th,td.number,th.number{padding:.15rem .3rem;min-width:0}.chip{white-space:normal}h2{break-after:avoid}h3,h4,summary{break-after:avoid}tr,figure,.figures{break-inside:avoid}thead{display:table-header-group}
figure svg{min-width:0;max-height:240mm}.chip,.remark,th,.figures div{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;block-size:auto}}
`
