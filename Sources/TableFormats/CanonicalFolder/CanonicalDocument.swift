import Foundation
import MatrixCore
import Tables

/// A whole `meta.json`, as it is written.
struct CanonicalDocument: Encodable {
  struct Balance: Encodable {
    let absMax: Double
    /// The largest residual over the largest output.
    let relMax: Double
    let relTotal: Double
    let identity: String

    private enum CodingKeys: String, CodingKey {
      case identity
      case absMax = "abs_max"
      case relMax = "rel_max"
      case relTotal = "rel_total"
    }
  }

  struct File: Encodable {
    var shape: [Int]?
    var dtype: String?
    var order: String?
    var meaning: String?
    var rows: Int?
    var columns: String?
    /// "rows" for rows of the table: a reader need not judge them by their shape.
    var role: String?
  }

  let id: String
  let title: String
  let year: LooseText
  let currency: String
  let unit: String
  let priceBasis: String
  let flows: String
  let flowKind: String
  let classification: String
  let n: Int
  let regions: [String]
  let regionCount: Int
  let sectorsPerRegion: Int?
  let finalDemandColumns: Int?
  let demandRoles: [String]?
  let source: [String: String]
  let licence: [String: String]
  let balanceRow: Balance?
  let balanceColumn: Balance?
  let columnSumOfAMax: Double?
  let columnSumsOfAAbove1: Int?
  let density: Double
  let zeroOutputCount: Int?
  let zeroOutputIndices: [Int]?
  let negatives: [String: Int]
  let totals: [String: Double]?
  let vaMeaning: String?
  let notes: [String]
  let history: [String]
  let files: [String: File]

  private enum CodingKeys: String, CodingKey {
    case id, title, year, currency, unit, flows, classification, n, regions, source, licence, density, negatives, totals
    case notes, history, files
    case priceBasis = "price_basis"
    case flowKind = "flow_kind"
    case regionCount = "region_count"
    case sectorsPerRegion = "sectors_per_region"
    case finalDemandColumns = "final_demand_columns"
    case demandRoles = "demand_roles"
    case balanceRow = "balance_row"
    case balanceColumn = "balance_column"
    case columnSumOfAMax = "column_sum_of_A_max"
    case columnSumsOfAAbove1 = "column_sums_of_A_above_1"
    case zeroOutputCount = "zero_output_count"
    case zeroOutputIndices = "zero_output_indices"
    case vaMeaning = "va_meaning"
  }

  /// The document as indented JSON with sorted keys, ended by a line feed.
  func json() throws -> String {
    let encoder = JSONEncoder()
    // Sums of huge or quotients of tiny outputs may overflow; the table is written all the same.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
