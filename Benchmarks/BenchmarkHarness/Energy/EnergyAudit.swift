/// Whether the energies of a document follow from its samples.
struct EnergyAudit {
  private let document: ResultDocument

  init(_ document: ResultDocument) { self.document = document }

  /// Only another mathematical library can round a quotient otherwise.
  private static let tolerance = 1e-14

  var problems: [String] {
    document.cells.enumerated().flatMap { k, cell in problems(cell, "cells[\(k)] (\(document.key(cell).text))") }
  }

  private func problems(_ cell: CellRecord, _ name: String) -> [String] {
    let series: [(String, [Double]?)] = [("sample_energy_j", cell.sampleEnergyJ), ("sample_wall_s", cell.sampleWallS)]
    let lengths = series.compactMap { key, values -> String? in
      guard let values, values.count != cell.samplesS.count else { return nil }
      return "\(name).\(key) has \(values.count) values for \(cell.samplesS.count) samples"
    }
    guard lengths.isEmpty else { return lengths }
    let (written, expected) = (cell.energyJ, cell.energyOfRun)
    if let written, let expected {
      return abs(written - expected) <= Self.tolerance * expected
        ? [] : ["\(name).energy_j is \(written), the samples give \(expected)"]
    }
    let texts = [written, expected].map { $0.map { "\($0)" } ?? "null" }
    return written == nil && expected == nil ? [] : ["\(name).energy_j is \(texts[0]), the samples give \(texts[1])"]
  }
}
