import Leontief

/// A result as JSON: every table under its name, its rows as objects with a key for each column.
public struct EstimateDocument: Encodable {
  @OrNull var table: TableSummary?
  let estimate: Estimate

  public init(_ result: EstimateResult, table: TableSummary?) {
    self.table = table
    estimate = Estimate(result)
  }

  struct Estimate: Encodable {
    let title: String
    let method: String
    let tables: [String: Table]
    let checks: [CheckDocument]
    let remarks: [String]
    let solves: Int
    let reports: [SolveReportDocument]

    init(_ result: EstimateResult) {
      (title, method, remarks) = (result.title, result.method, result.remarks)
      tables = Dictionary(uniqueKeysWithValues: result.tables.map { ($0.name, Table($0)) })
      checks = result.checks.map(CheckDocument.init)
      solves = result.cost.solves
      reports = result.cost.reports.map { SolveReportDocument($0) }
    }
  }

  struct Table: Encodable {
    let title: String
    let columns: [Column]
    let rows: [Row]

    init(_ table: ResultTable) {
      title = table.title
      columns = table.columns.map(Column.init)
      rows = table.rows.map { Row(names: table.columns.map(\.name), cells: $0) }
    }
  }

  struct Column: Encodable {
    let name: String
    let title: String
    let unit: String
    @OrNull var reasonForNull: String?

    init(_ column: ResultTable.Column) {
      (name, title, unit) = (column.name, column.title, column.unit)
      reasonForNull = column.reasonForNone
    }
  }

  /// Cells under the names of their columns.
  struct Row: Encodable {
    let names: [String]
    let cells: [ResultTable.Cell]

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, cell) in zip(names, cells) {
        switch cell {
        case .text(let text): try container.encode(text, forKey: Key(name))
        case .number(let value): try container.encode(value, forKey: Key(name))
        case .none: try container.encodeNil(forKey: Key(name))
        }
      }
    }
  }
}
