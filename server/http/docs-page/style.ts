/** The page's style sheet; light or dark as the reader's system is. */

/** CSS; served as a file, since the page allows no inline style. */
export const STYLE = `:root { color-scheme: light dark; --line: #8885; --soft: #8881; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; }
h1 small, h4 small { font-weight: normal; opacity: .7; font-size: .7em; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
h4 { margin: 1rem 0 .25rem; }
label { display: flex; gap: .5rem; align-items: center; }
input { flex: 1; max-width: 30rem; padding: .5rem; font: inherit; }
#count { margin: .5rem 0; opacity: .7; }
.operation { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; padding: 0 .75rem; }
.operation[open] { padding-bottom: 1rem; }
summary { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; padding: .6rem 0; cursor: pointer; }
summary code { overflow-wrap: anywhere; }
summary .title { flex: 1; min-width: 12rem; }
.method { min-width: 4.5rem; text-align: center; border-radius: .25rem; padding: .1rem .4rem; font: bold .8rem/1.6 ui-monospace, monospace; color: #fff; background: #555; }
.get { background: #1763a6; } .post { background: #2a7236; } .put { background: #8a5a00; } .delete { background: #a82a2a; }
.evidence { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td:first-child { width: 30%; } td:nth-child(2) { width: 30%; }
td em { font-size: .8rem; opacity: .8; }
pre { background: var(--soft); padding: .75rem; border-radius: .5rem; overflow-x: auto; font-size: .85rem; }
p { overflow-wrap: anywhere; }
`;
