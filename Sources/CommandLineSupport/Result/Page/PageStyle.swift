/// The style sheet of pages. Faces are those of the reader's system; nothing is loaded.
enum PageStyle {
  static let sheet = """
    :root { color-scheme: light dark; \(PagePalette.light.properties) }
    @media (prefers-color-scheme: dark) { :root { \(PagePalette.dark.properties) } }
    \(text)
    \(charts)
    \(series)
    \(tables)
    \(print)

    """

  private static let text = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
      font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
    main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
    header { margin-top: 2rem; border-top: 4px solid var(--accent); padding-top: 1rem; }
    h1 { font-size: clamp(1.4rem, 1.1rem + 1.6vw, 2.1rem); line-height: 1.2; margin: 0 0 1rem; text-wrap: balance; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; }
    .facts { display: grid; gap: .35rem 1.5rem; margin: 0; font-size: .92rem; }
    .facts div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); }
    .key-figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0 0; }
    .key-figures div { display: flex; flex-direction: column-reverse; border-left: 3px solid var(--accent); padding-left: .9rem; }
    .key-figures dt { font-size: .85rem; }
    .key-figures dd { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .5rem; font-size: 1.9rem; font-weight: 600; line-height: 1.2;
      font-variant-numeric: tabular-nums; }
    .key-figures .unit { font-weight: 400; font-size: .9rem; }
    dt, .note, .code, .unit, footer { color: var(--muted); }
    dd { margin: 0; }
    nav { margin-top: 1.25rem; font-size: .92rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; list-style: none; margin: 0; padding: 0; }
    a { color: var(--accent); text-underline-offset: .2em; }
    section { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); }
    #notes li { margin-bottom: .3rem; }
    footer { margin-top: 2rem; padding-bottom: 2rem; font-size: .85rem; }
    """

  private static let charts = """
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.75rem 2.5rem; }
    figure { margin: 0 0 1.5rem; min-width: 0; container-type: inline-size; }
    figcaption { margin-bottom: .6rem; }
    figcaption strong { display: block; font-weight: 600; }
    .note { font-size: .85rem; font-weight: 400; }
    .count { color: var(--accent); }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; margin: 0 0 .6rem; padding: 0;
      font-size: .85rem; }
    .key { display: inline-block; width: 1.4em; height: .75em; margin-right: .45em; background: var(--c); }
    .key.line { height: 0; vertical-align: .25em; background: none; border-top: 3px var(--style, solid) var(--c); }
    svg { display: block; overflow: visible; }
    svg text { fill: var(--muted); font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif;
      font-variant-numeric: tabular-nums; }
    .grid { stroke: var(--rule); }
    .zero { stroke: var(--muted); }
    .reference { stroke: var(--ink); stroke-dasharray: 5 4; }
    .roof { stroke: var(--ink); stroke-width: 1.5; }
    rect { fill: var(--c); }
    circle { fill: var(--c); stroke: var(--paper); stroke-width: 1.5; }
    .line { stroke: var(--c); stroke-width: 2.5; stroke-dasharray: var(--dash); }
    .lines { width: calc(100% - 6.5rem); margin-left: 3.2rem; }
    .scatter { width: calc(100% - 3rem); margin-left: 2.4rem; }
    svg .end { fill: var(--ink); font-weight: 600; }
    svg .quarter { font-style: italic; font-size: 13px; }
    svg .name { fill: var(--ink); font-size: 11px; }
    .bars { display: grid; grid-template-columns: fit-content(42%) minmax(0, 1fr) auto; column-gap: .75rem; }
    .bar { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; font-size: .85rem;
      line-height: 1.25; }
    .label { padding: .15rem 0; }
    .plot { position: relative; align-self: stretch; }
    .plot svg { position: absolute; width: 100%; height: 100%; }
    .plot svg svg { position: static; }
    .value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .value span { display: block; line-height: 13px; font-size: .8rem; }
    .value span:only-child { line-height: inherit; font-size: inherit; }
    @container (max-width: 30rem) {
      .bars { grid-template-columns: minmax(0, 1fr) auto; }
      .bar .label { grid-column: 1 / -1; padding: .35rem 0 0; }
      .axis .label { display: none; }
      .wide { display: none; }
    }
    """

  private static let series =
    (0..<6).map { ".s\($0) { --c: var(--s\($0)); }" }.joined(separator: "\n") + "\n"
      + """
      .s1 { --dash: 7 4; --style: dashed; }
      .s2 { --dash: 2 4; --style: dotted; }
      .s3 { --dash: 12 4; --style: dashed; }
      .s4 { --dash: 5 3 1 3; --style: dashed; }
      .s5 { --dash: 1 3; --style: dotted; }
      """

  private static let tables = """
    .scroll { overflow-x: auto; max-width: 100%; }
    .scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    table { border-collapse: collapse; min-width: min(100%, 40rem); font-size: .88rem; line-height: 1.35; }
    caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
    caption .title { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 2rem); }
    caption .note { display: block; }
    th, td { padding: .3rem .8rem .3rem 0; vertical-align: top; border-bottom: 1px solid var(--rule); }
    thead th { vertical-align: bottom; background: var(--shade); border-bottom: 2px solid var(--muted); }
    th:first-child, td:first-child { padding-left: .5rem; }
    th { font-weight: 600; }
    tbody th { font-weight: 400; white-space: nowrap; }
    .text { text-align: left; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { white-space: nowrap; }
    td.text { min-width: 4rem; }
    summary { cursor: pointer; color: var(--accent); padding: .3rem 0; }
    """

  private static let print = """
    @media print {
      :root { \(PagePalette.light.properties) }
      body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav { display: none; }
      main, footer { max-width: none; padding: 0; }
      figure, tr { break-inside: avoid; }
      h2, figcaption, caption { break-after: avoid; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
    }
    """
}
