import Aggregation
import Tables

/// What part of each sector of a table, before anything is split, is digital: s in [0, 1].
///
/// A sector that the study names whole has 1, a split one the sum of its digital parts.
struct DigitalShares: Equatable {
  /// Positions of the sectors with a digital part, ascending.
  let members: [Int]
  /// s of each of them.
  var shares: [Double]

  /// `parts`: codes after splitting, each with its group and the part of it that counts (1 for digital, less for partly
  /// disrupted ones).
  ///
  /// Errors: sectors that are not there, ambiguous or named twice.
  init(_ file: StudyFile, parts: [(group: String, code: String, share: Double)], of parents: SectorIndex) throws(EstimationError)
  {
    let (splitter, children): (Concordance, SectorIndex)
    do { splitter = try file.splitter(of: parents) } catch { throw .study(error) }
    do { children = try SectorIndex(splitter.targets) } catch { throw .study(file.located(.labels(error))) }
    var shares = [Double](repeating: 0, count: parents.count)
    // A part whose share is zero may have a range.
    var (owners, named): ([Int: String], Set<Int>) = ([:], [])
    for part in parts {
      let child = try file.resolve(part.code, among: children)
      if let other = owners.updateValue(part.group, forKey: child) {
        throw file.failure(twice: part.code, [other, part.group])
      }
      let entry = splitter.matrix.rowStarts[child]
      let parent = Int(splitter.matrix.columnIndices[entry])
      shares[parent] += part.share * splitter.matrix.values[entry]
      named.insert(parent)
    }
    members = named.sorted()
    self.shares = members.map { shares[$0] }
  }
}
