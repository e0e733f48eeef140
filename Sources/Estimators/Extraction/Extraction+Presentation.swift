import Tables

extension SectorExtraction: Presentable {
  public var presentation: EstimateResult {
    let names = extracted.map { sectors[$0].qualifiedCode }
    let list = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
    return EstimateResult(
      title: "Hypothetical extraction of \(list)",
      method: "losses by closed forms from \(extracted.count) columns of the Leontief inverse (Miller and Blair 2009, 12.2.5)",
      tables: [totals, bySector], checks: checks, remarks: remarks + ExtractionKind.allCases.map(\.explanation), cost: cost)
  }

  private var totals: ResultTable {
    var table = ResultTable(
      "losses", "What is lost",
      columns: [
        ResultTable.Column("measure", "measure", .text), ResultTable.Column("variant", "variant", .text),
        ResultTable.Column("loss", "loss", .amount, reasonForNone: ExtractionKind.undefined),
        ResultTable.Column(
          "share", "share of the total", unit: "1", .share, reasonForNone: "not defined, or the total is not above zero"),
        ResultTable.Column("unit", "unit", .text),
      ])
    for measure in measures {
      for kind in ExtractionKind.allCases {
        table.add([
          .text(measure.name), .text(kind.rawValue), ResultTable.Cell(measure.losses[kind]),
          ResultTable.Cell(measure.share(kind)), .text(measure.unit),
        ])
      }
    }
    return table
  }

  private var bySector: ResultTable {
    let unit = measures.first?.unit ?? ""
    return ResultTable(
      "sectors", "Losses of output by sector", of: sectors,
      ExtractionKind.allCases.map { kind in
        (
          kind.column(unit),
          outputLosses[kind].map { $0.map(Optional.some) } ?? [Double?](repeating: nil, count: sectors.count)
        )
      })
  }
}

extension EverySectorExtraction: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Hypothetical extraction of each sector",
      method: "losses by closed forms from multipliers, output and the diagonal of L (Miller and Blair 2009, 12.2.5)",
      tables: measures.map(losses), checks: checks, remarks: remarks + ExtractionKind.allCases.map(\.explanation), cost: cost)
  }

  private func losses(_ measure: Losses) -> ResultTable {
    let title = measure.name.replacing("_", with: " ")
    return ResultTable(
      measure.name, "Loss of \(title) without each sector", of: sectors,
      ExtractionKind.allCases.map { kind in
        (kind.column(measure.unit), measure.losses[kind] ?? [Double?](repeating: nil, count: sectors.count))
      }
    ).with(ResultChart("Largest losses: total extraction", .bars(["total"], order: .largestFirst), mostRows: 15))
  }
}

extension ExtractionKind {
  static let undefined = "the sector sells but has no output, so allocation coefficients are not defined"

  func column(_ unit: String) -> ResultTable.Column {
    ResultTable.Column(rawValue, title, unit: unit, .amount, reasonForNone: Self.undefined)
  }
}
