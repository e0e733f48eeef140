import BenchmarkHarness
import Foundation
import Leontief

/// The economy of `SyntheticEconomy(generated:)` in a folder, made once and then used where it is: its A may be larger than
/// memory. The folder is a table as `leontief solve` reads them.
package struct StoredEconomy {
  package let folder: String
  package let seed: UInt64

  /// Finds it in the folder `scratch`, or makes it there. Cost: 8 n² bytes of disk. Errors: `ProblemRefusal` when there is no
  /// room, or the folder cannot be made or read.
  package init(sectors n: Int, seed: UInt64, in scratch: String, on engine: Engine) throws(ProblemRefusal) {
    folder = "\(scratch)/economy-\(n)-seed\(seed)-v\(Self.version)"
    self.seed = seed
    do { try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true) } catch {
      throw ProblemRefusal("\(scratch): the folder cannot be made: \(error.localizedDescription)")
    }
    do {
      Self.removeUnfinished(in: scratch)
      if !FileManager.default.fileExists(atPath: folder) { try Self.make(folder, n, seed, engine) }
      let found = try ReaderRegistry.standard.probe(folder).sectorCount
      guard found == n else { throw ProblemRefusal("\(folder) is a table of \(found) sectors, not \(n); remove it") }
    } catch { throw error as? ProblemRefusal ?? ProblemRefusal("\(error)") }
  }

  /// Raised with the generator, so that an older table is not taken for this one.
  private static let version = 1

  private static func make(_ folder: String, _ n: Int, _ seed: UInt64, _ engine: Engine) throws {
    let draft = try CanonicalFolderDraft(path: folder)
    let transactions = try draft.makeTransactions(.coefficients, sectors: n)
    let world = try SyntheticEconomy.world(for: n, seed: seed)
    let table = try TableGenerator(.sectors(n), seed: seed).generate(world, into: transactions, on: engine)
    _ = try draft.commit(table)
  }

  /// What a process left behind that was killed while it made a table: "….PID.NUMBER.tmp".
  private static func removeUnfinished(in scratch: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? [] {
      let parts = name.split(separator: ".")
      guard name.hasPrefix("economy-"), parts.count == 4, parts[3] == "tmp", let process = Int32(parts[1]) else { continue }
      if kill(process, 0) != 0 && errno == ESRCH { try? FileManager.default.removeItem(atPath: "\(scratch)/\(name)") }
    }
  }

  /// The file of A.
  package var coefficients: String { "\(folder)/A.npy" }

  package func labels() throws -> [SectorLabel] { try table().sectors.labels }

  /// The economy, with A mapped. Cost: passes over the file for its hash and for v.
  package func economy() throws -> SyntheticEconomy {
    let table = try table()
    let labels = table.sectors.labels
    let values = table.takeTransactions()
    let added = values.columnComplements()
    return SyntheticEconomy(labels: labels, seed: seed, coefficients: values, valueAdded: added)
  }

  private func table() throws -> InputOutputTable { try ReaderRegistry.standard.read(folder).takeTable() }
}
