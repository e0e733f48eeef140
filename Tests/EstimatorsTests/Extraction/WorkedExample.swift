import Aggregation
import Estimators
import Kernels
import Tables
import TestSupport

/// Germany 1995 with digital parts of manufacturing, trade and business services, as a table.
enum WorkedExample {
  /// Seven sectors: the digital parts merged into the first.
  static func merged(on engine: Engine) throws -> InputOutputTable {
    let table = try ReferenceTables.germany1995()
    let file = try StudyFile(text: WorkedExampleTests.study, path: "study.yaml")
    let splitter = try Splitter.splitting(file.study.splits, of: table.sectors)
    let split = try table.transformed(by: splitter, note: "", on: engine)
    let members = (0..<split.sectorCount).filter { split.sectors[$0].code.hasSuffix("_D") }
    let label = SectorLabel(region: "R", code: "DIGITAL", name: "digital")
    return try split.transformed(by: Aggregator.merging(members, into: label, of: split.sectors), note: "", on: engine)
  }
}
