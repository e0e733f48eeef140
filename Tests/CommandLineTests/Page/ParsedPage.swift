import CommandLineSupport
import Foundation
import FoundationXML
import Leontief

/// A result's page, read back: its markup is well-formed XML, too.
struct ParsedPage {
  private let document: XMLDocument

  init(_ tables: ResultTable..., title: String = "Title", keyFigures: [EstimateResult.KeyFigure] = []) throws {
    let result = EstimateResult(
      title: title, method: "method", tables: tables, remarks: ["<remark>"], cost: SolveCost(), keyFigures: keyFigures)
    document = try XMLDocument(xmlString: ResultPage(result, table: nil).text)
  }

  func nodes(_ path: String) throws -> [XMLNode] { try document.nodes(forXPath: path) }

  func texts(_ path: String) throws -> [String] { try nodes(path).compactMap(\.stringValue) }

  /// Values of an attribute in percent, as fractions.
  func fractions(_ path: String) throws -> [Double] {
    try texts(path).map { (Double($0.dropLast()) ?? .nan) / 100 }
  }
}
