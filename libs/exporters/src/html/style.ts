/** The page's own style: nothing is loaded from anywhere, light and dark as the reader's system is. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1a2230;--soft:#5b6675;--back:#fff;--panel:#f5f7fa;--rule:#dde3ea;--accent:#2463c9;--good:#167a45;--caution:#9a5b00;--bad:#c02626}
@media(prefers-color-scheme:dark){:root{--text:#e6ebf2;--soft:#9aa6b5;--back:#12171f;--panel:#1a212c;--rule:#2e3846;--accent:#6ea2ff;--good:#4cc38a;--caution:#f0b040;--bad:#ff7b72}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1080px;padding:32px 20px 64px;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:36px 0 10px}h3{font-size:15px;margin:18px 0 4px;font-family:ui-monospace,SFMono-Regular,Menlo,monospace}
.soft,figcaption{color:var(--soft);font-size:13px}
.status{font-weight:600;text-transform:uppercase;font-size:13px;letter-spacing:.04em}
.ok,.good{color:var(--good)}.warning,.over,.caution{color:var(--caution)}.exhausted,.critical,.bad{color:var(--bad)}
.answer{border-left:4px solid currentColor;padding:10px 16px;margin:18px 0;background:var(--panel)}.answer p{color:var(--text);margin:4px 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}th{text-align:left;color:var(--soft);font-weight:500;white-space:nowrap}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top}
th.right,td.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code,pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,monospace}
pre{background:var(--panel);padding:12px;overflow-x:auto;margin:8px 0}
figure{margin:4px 0 20px}svg{width:100%;height:auto;display:block}
.grid{stroke:var(--rule)}.axis{fill:var(--soft);font-size:11px}.end{text-anchor:end}
.line{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round}.area{fill:var(--accent);opacity:.13}.peak{fill:var(--accent)}
line.target{stroke:var(--caution);stroke-dasharray:5 4}line.full,line.runs-out{stroke:var(--bad)}
.mark{font-size:11px}text.target{fill:var(--caution)}text.full,text.runs-out{fill:var(--bad)}
li{margin:6px 0}summary{cursor:pointer}details{margin:6px 0}
`;
