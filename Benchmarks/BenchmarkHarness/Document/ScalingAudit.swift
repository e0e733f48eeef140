/// Whether the speed-ups of a document follow from its medians.
struct ScalingAudit {
  private let document: ResultDocument

  init(_ document: ResultDocument) { self.document = document }

  /// Only another mathematical library can round a quotient otherwise.
  private static let tolerance = 1e-14

  var problems: [String] {
    document.cells.enumerated().flatMap { k, cell -> [String] in
      guard let derived = cell.derived else { return [] }
      let speedup = document.speedup(cell)
      let figures: [(name: String, written: Double?, expected: Double?)] = [
        ("speedup", derived.speedup, speedup),
        ("efficiency", derived.efficiency, speedup.map { $0 / Double(cell.threads) }),
      ]
      return figures.compactMap { figure in
        if Self.agree(figure.written, figure.expected) { return nil }
        let texts = [figure.written, figure.expected].map { $0.map { "\($0)" } ?? "null" }
        let name = "cells[\(k)] (\(document.key(cell).text)).derived.\(figure.name)"
        return "\(name) is \(texts[0]), the medians give \(texts[1])"
      }
    }
  }

  private static func agree(_ written: Double?, _ expected: Double?) -> Bool {
    guard let written, let expected else { return written == nil && expected == nil }
    return abs(written - expected) <= tolerance * abs(expected)
  }
}
