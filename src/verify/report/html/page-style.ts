/** How the page looks: light or dark as the reader's system says, and without one colour that says something alone. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14171c);
  --card: light-dark(#ffffff, #1c2027);
  --line: light-dark(#d9dee5, #343b46);
  --text: light-dark(#1b2330, #e6e9ee);
  --soft: light-dark(#566072, #a3adbb);
  --accent: light-dark(#1d5fb8, #7fb2ff);
  --good: light-dark(#176f3f, #7ddba3);
  --bad: light-dark(#b3261e, #ff9a92);
  --warn: light-dark(#8a5300, #f2c078);
  --full: light-dark(#cfead9, #1d4a34);
  --most: light-dark(#e6efc4, #434d1c);
  --some: light-dark(#fbe3bd, #5a4113);
  --none: light-dark(#f8d0cc, #5e2622);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 78rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.01em; }
h1 small { color: var(--soft); font-size: 1rem; font-weight: 400; letter-spacing: 0; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.2rem; }
h3 { font-size: 1rem; }
.count { margin-left: 0.35rem; color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; }
.hint, .empty { margin: 0 0 0.75rem; color: var(--soft); max-width: 46rem; }
code, pre, .id, .route { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 0.86em; }
.outcome { display: inline-block; margin: 0.75rem 0 0; padding: 0.25rem 0.7rem; border: 1px solid; border-radius: 0.4rem;
  font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.note { margin: 0.5rem 0 0; color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 1rem 0 0; }
.facts dt { color: var(--soft); font-size: 0.82rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1.5rem 0; }
.tile { padding: 0.85rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; }
.tile h2 { margin: 0; color: var(--soft); font-size: 0.9rem; font-weight: 600; }
.tile p { margin: 0.15rem 0 0; font-size: 0.9rem; }
.tile .figure { margin: 0; font-size: 1.9rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tile small { font-size: 1rem; font-weight: 400; color: var(--soft); }
.tile .hint { font-size: 0.82rem; line-height: 1.35; }
.bar { display: flex; height: 0.4rem; margin: 0.25rem 0 0.4rem; overflow: hidden; background: var(--line); border-radius: 0.2rem; }
.bar .full, .pass { background: var(--good); }
.bar .part, .inconclusive { background: var(--warn); }
.fail { background: var(--bad); }
.skipped { background: var(--soft); }
.dot { display: inline-block; width: 0.6rem; height: 0.6rem; margin-right: 0.4rem; border-radius: 50%; }
nav { margin-bottom: 0.75rem; }
nav a { margin-right: 1.1rem; }
a { color: var(--accent); }
form { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: end; gap: 0.6rem 0.9rem; padding: 0.7rem 0.9rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; box-shadow: 0 2px 8px rgb(0 0 0 / 8%); }
form label { display: grid; gap: 0.1rem; color: var(--soft); font-size: 0.8rem; }
form label.check { display: flex; align-items: center; gap: 0.4rem; padding-bottom: 0.4rem; color: var(--text); font-size: 0.9rem; }
input, select, button { font: inherit; color: inherit; }
input[type='search'], select, form button { height: 2.1rem; padding: 0 0.55rem; background: var(--page); border: 1px solid var(--line); border-radius: 0.35rem; }
input[type='search'] { width: 15rem; }
select { max-width: 14rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
section { scroll-margin-top: 6rem; }
.card { margin: 0.5rem 0; background: var(--card); border: 1px solid var(--line); border-left: 0.3rem solid var(--bad); border-radius: 0.5rem; }
.card.notice { border-left-color: var(--warn); }
.card > summary { display: grid; grid-template-columns: auto 1fr auto; gap: 0 0.6rem; padding: 0.6rem 0.9rem; cursor: pointer; list-style: none; }
.card > summary::-webkit-details-marker { display: none; }
.card > summary:hover { background: color-mix(in srgb, var(--accent) 7%, transparent); }
.sign { color: var(--bad); font-weight: 700; }
.notice .sign { color: var(--warn); }
.what { overflow-wrap: anywhere; }
.message { grid-column: 2; color: var(--soft); overflow-wrap: anywhere; }
.badges { grid-column: 3; grid-row: 1; display: flex; flex-wrap: wrap; gap: 0.3rem; justify-content: end; }
.badge { padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--soft); font-size: 0.8rem; white-space: nowrap; }
.badge.new { color: var(--bad); border-color: currentColor; }
.card > :not(summary) { margin-left: 2.1rem; margin-right: 1rem; }
.why { margin: 0.2rem 0 0.6rem; overflow-wrap: anywhere; }
.card dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin-top: 0; margin-bottom: 0.6rem; }
.card dt { color: var(--soft); }
.card dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0.6rem 0; }
figcaption { display: flex; align-items: center; gap: 0.6rem; color: var(--soft); font-size: 0.85rem; }
figcaption button, [data-more] { padding: 0.05rem 0.55rem; background: none; border: 1px solid var(--line); border-radius: 0.35rem; cursor: pointer; }
pre { margin: 0.25rem 0 0; padding: 0.7rem 0.9rem; max-height: 24rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--page); border: 1px solid var(--line);
  border-radius: 0.4rem; line-height: 1.45; }
.cases { padding-bottom: 0.8rem; }
.cases summary { color: var(--soft); cursor: pointer; }
.cases ul, .fixed { margin: 0.3rem 0 0; padding-left: 1.2rem; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-size: 0.82rem; font-weight: 600; white-space: nowrap; }
.heat th, .heat td { padding: 0.35rem 0.4rem; }
.heat th:first-child { padding-left: 0.8rem; }
.heat th[scope='row'] { position: sticky; left: 0; background: var(--card); font-weight: 400; white-space: nowrap; }
.heat thead th:first-child { position: sticky; left: 0; background: var(--card); }
.heat thead th:not(:first-child) { text-align: center; }
.heat .id { display: block; font-weight: 600; white-space: normal; overflow-wrap: anywhere; }
.heat .route { display: block; max-width: 18rem; color: var(--soft); font-size: 0.78em; white-space: normal; overflow-wrap: anywhere; }
.heat .warn { display: block; color: var(--bad); font-size: 0.8rem; white-space: normal; }
.heat td { padding: 0; text-align: center; vertical-align: middle; border-left: 2px solid var(--card); }
.heat td button { display: block; width: 100%; min-width: 2.7rem; padding: 0.6rem 0.15rem; background: none; border: 0; cursor: pointer;
  font-variant-numeric: tabular-nums; }
.heat td button:hover { text-decoration: underline; }
.heat i { color: var(--soft); font-style: normal; font-size: 0.85em; }
.heat-full { background: var(--full); }
.heat-most { background: var(--most); }
.heat-some { background: var(--some); }
.heat-none { background: var(--none); }
.heat td.dim { opacity: 0.25; }
.mark { display: inline-block; margin-left: 0.25rem; padding: 0 0.35rem; background: var(--bad); color: var(--card); border-radius: 0.6rem;
  font-size: 0.78rem; font-weight: 700; white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin: 0.6rem 0 0; padding: 0; list-style: none; color: var(--soft); font-size: 0.85rem; }
.swatch { display: inline-block; width: 1rem; height: 0.8rem; margin-right: 0.35rem; border: 1px solid var(--line); border-radius: 0.15rem; vertical-align: -0.05rem; }
.list td { overflow-wrap: anywhere; font-size: 0.92rem; }
.list .state { background: none; white-space: nowrap; }
.list .open, .list .fail { color: var(--bad); }
.list .covered, .list .pass { color: var(--good); }
.list .untestable, .list .skipped, .list .inconclusive { color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
[data-more] { margin-top: 0.6rem; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) { form { position: static; } .heat th[scope='row'] { min-width: 9rem; max-width: 9rem; } .card > summary { grid-template-columns: auto 1fr; } .badges { grid-column: 2; grid-row: auto; justify-content: start; } }
@media print { form, nav, [data-copy], [data-more] { display: none; } .card { break-inside: avoid; } }
`;
