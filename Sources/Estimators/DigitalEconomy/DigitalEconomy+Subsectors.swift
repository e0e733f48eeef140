import MatrixCore
import Tables

extension DigitalEconomy {
  /// A sum of terms without counting twice what is both backward and forward.
  private var linkageSplit: ResultChart {
    ResultChart(
      "Value added by linkage, each subsector alone",
      .stack([
        ResultChart.Part("backward only", "backward", less: ["own"]), ResultChart.Part("own (in both)", "own"),
        ResultChart.Part("forward only", "forward", less: ["own"]),
      ]))
  }

  /// Alone, what they have in common is in the figures of both; the other two forms divide it and sum to the block form. One
  /// alone has nothing in common with others.
  var subsectorTable: ResultTable {
    let reason = "what it is held against is not positive"
    let divided = [("shared", "of it shared"), ("half_half", "half and half")]
    let isDivided = subsectors.count > 1
    let forms = [("alone", "alone")] + (isDivided ? divided : []) + [("origin_partition", "part")]
    let terms = [("backward", "backward"), ("forward", "forward"), ("own", "own")]
    var table = ResultTable(
      "subsectors", "Subsectors",
      columns: [ResultTable.Column("subsector", "subsector", .text)]
        + (terms + forms).map { ResultTable.Column($0.0, $0.1, unit: unit, .amount) } + [
          ResultTable.Column("share_of_digital", "of all parts", unit: "1", .share, reasonForNone: reason),
          ResultTable.Column("share_of_gva", "part of GVA, block form", unit: "1", .share, reasonForNone: reason),
        ])
    let whole = subsectors.map(\.originPartition).compensatedSum()
    for part in subsectors {
      let terms = part.terms
      let figures =
        [terms.backward, terms.forward, terms.doubleCounted, terms.total] + (isDivided ? [part.shared, part.halfHalf] : [])
        + [part.originPartition]
      let shares = [whole, grossValueAdded].map { $0 > 0 ? part.originPartition / $0 : nil }
      table.add([.text(part.name)] + (figures + shares).map { ResultTable.Cell($0) })
    }
    let parts = ResultChart("Where the digital economy originates", .bars(["origin_partition"], order: .largestFirst))
    return table.with(linkageSplit, parts)
  }
}
