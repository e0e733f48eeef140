import Aggregation
import Kernels
import MatrixCore
import Tables

/// A study brought together with a table: the splits made, the digital sectors found.
struct StudyResolution: ~Copyable {
  /// The table after splitting.
  let table: InputOutputTable
  /// Positions of each subsector's sectors in `table`, in the study's order.
  let subsectors: [(name: String, members: [Int])]

  /// All digital positions, ascending.
  let digital: [Int]

  init(
    _ file: StudyFile, table: borrowing InputOutputTable, on engine: Engine, budget: MemoryBudget
  ) throws(EstimationError) {
    let split = try Self.split(file, table, on: engine, budget: budget)
    var subsectors: [(name: String, members: [Int])] = []
    var owner: [Int: String] = [:]
    for subsector in file.study.digital {
      var members: [Int] = []
      for code in subsector.codes {
        let index: Int
        do { index = try split.sectors.resolve(code) } catch { throw .study(.concordance(path: file.path, error)) }
        if let other = owner.updateValue(subsector.name, forKey: index) {
          throw .study(.sectorTwice(path: file.path, sector: code, subsectors: [other, subsector.name]))
        }
        members.append(index)
      }
      subsectors.append((subsector.name, members))
    }
    guard !owner.isEmpty else { throw .study(.noDigitalSector(path: file.path)) }
    self.table = split
    self.subsectors = subsectors
    digital = owner.keys.sorted()
  }

  private static func split(
    _ file: StudyFile, _ table: borrowing InputOutputTable, on engine: Engine, budget: MemoryBudget
  ) throws(EstimationError) -> InputOutputTable {
    let splitter: Concordance
    do {
      splitter = try Splitter.splitting(file.study.splits, of: table.sectors)
    } catch { throw .study(.concordance(path: file.path, error)) }
    let note = file.study.splits.map(Self.describe).joined(separator: "; ")
    do {
      return try table.transformed(
        by: splitter, note: note.isEmpty ? "no sector split" : note, on: engine, budget: budget)
    } catch { throw .aggregation(error) }
  }

  private static func describe(_ split: SectorSplit) -> String {
    "split \(split.sector) into " + split.parts.map { "\($0.code) \($0.share)" }.joined(separator: ", ")
  }
}
