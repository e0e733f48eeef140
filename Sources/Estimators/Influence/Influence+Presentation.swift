import Tables

extension Influence: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Field of influence",
      method: change == 0
        ? "first order: ‖L_·i‖² ‖L_j·‖² by closed form (Sonis and Hewings 1989)"
        : "coefficients larger by \(change): ‖L_·i‖² ‖L_j·‖² / (1 − ε l_ji)² by closed form (Sonis and Hewings 1992)",
      tables: [ranking, norms], checks: checks, remarks: remarks, cost: cost)
  }

  private var ranking: ResultTable {
    var table = ResultTable(
      "cells", "The most influential coefficients",
      columns: [
        ResultTable.Column("row", "seller", .text), ResultTable.Column("column", "buyer", .text),
        ResultTable.Column("coefficient", "coefficient", unit: "1", .ratio),
        ResultTable.Column("index", "index", unit: "1", .ratio),
        ResultTable.Column("relative", "over the mean", unit: "1", .ratio, reasonForNone: "the mean is zero"),
      ])
    for cell in cells {
      table.add([
        .text(sectors[cell.row].qualifiedCode), .text(sectors[cell.column].qualifiedCode), ResultTable.Cell(cell.coefficient),
        ResultTable.Cell(cell.index), ResultTable.Cell(mean.flatMap { $0 > 0 ? cell.index / $0 : nil }),
      ])
    }
    return table.with(
      ResultChart("Most influential coefficients, seller and buyer: index over the mean", .bars(["relative"], order: .ofTable)))
  }

  private var norms: ResultTable {
    ResultTable(
      "sectors", "Squared norms of the Leontief inverse", of: sectors,
      [
        (ResultTable.Column("as_seller", "as seller (column of L)", unit: "1", .ratio), columnNorms),
        (ResultTable.Column("as_buyer", "as buyer (row of L)", unit: "1", .ratio), rowNorms),
      ]
    ).with(
      ResultChart(
        "Influence of a sector's coefficients: squared norms of L", .bars(["as_seller", "as_buyer"], order: .largestFirst),
        mostRows: 15))
  }
}
