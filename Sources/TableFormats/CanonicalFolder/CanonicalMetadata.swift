import Foundation
import MatrixCore
import Tables

/// The part of a `meta.json` that travels with the table. Unknown keys are ignored; every key may be absent.
struct CanonicalMetadata: Decodable {
  struct File: Decodable {
    var meaning: String?
    var role: String?
  }

  var id: LooseText?
  var title: LooseText?
  var year: LooseText?
  var currency: LooseText?
  var unit: LooseText?
  var priceBasis: LooseText?
  var flows: LooseText?
  var flowKind: LooseText?
  var classification: LooseText?
  var n: Int?
  var demandRoles: [LooseText]?
  var source: [String: LooseText]?
  var licence: [String: LooseText]?
  var vaMeaning: LooseText?
  var notes: [LooseText]?
  var history: [LooseText]?
  var files: [String: File]?

  private enum CodingKeys: String, CodingKey {
    case id, title, year, currency, unit, flows, classification, n, source, licence, notes, history, files
    case priceBasis = "price_basis"
    case flowKind = "flow_kind"
    case demandRoles = "demand_roles"
    case vaMeaning = "va_meaning"
  }

  /// The document of a folder; nil when there is none.
  init?(_ folder: CanonicalFolder) throws(TableReadError) {
    guard folder.has(CanonicalFolder.metadata) else { return nil }
    self = try Self.json(folder.file(CanonicalFolder.metadata))
  }

  static func json(_ path: String) throws(TableReadError) -> CanonicalMetadata {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    let octets = file.octets
    // Through an array: appending to `Data` costs a call a byte.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(octets.count)
    for index in octets.indices { bytes.append(octets[index]) }
    do { return try JSONDecoder().decode(CanonicalMetadata.self, from: Data(bytes)) } catch let error as DecodingError {
      throw .metadata(path: path, reason: reason(error))
    } catch { throw .metadata(path: path, reason: "not valid JSON") }
  }

  private static func reason(_ error: DecodingError) -> String {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found): context = found
    case .dataCorrupted: return "not valid JSON"
    @unknown default: return "not valid JSON"
    }
    let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    return place.isEmpty ? "the document is not a JSON object" : "the value of '\(place)' has the wrong type"
  }

  /// The metadata of the table.
  var tableMetadata: TableMetadata {
    var metadata = TableMetadata()
    metadata.id = id?.text ?? ""
    metadata.title = title?.text ?? ""
    metadata.year = year?.text ?? ""
    metadata.currency = currency?.text ?? ""
    metadata.unit = unit?.text ?? ""
    metadata.priceBasis = priceBasis?.text ?? ""
    metadata.flowsDescription = flows?.text ?? ""
    metadata.flowKind = flowKind.flatMap { FlowKind(name: $0.text) } ?? FlowKind(described: metadata.flowsDescription)
    metadata.classification = classification?.text ?? ""
    metadata.source = source?.mapValues(\.text) ?? [:]
    metadata.licence = licence?.mapValues(\.text) ?? [:]
    metadata.valueAddedMeaning = vaMeaning?.text ?? ""
    metadata.notes = notes?.map(\.text) ?? []
    metadata.history = history?.map(\.text) ?? []
    return metadata
  }
}
