import Aggregation
import MatrixCore
import Tables

/// The split sectors of a study that have digital parts, with what their shares may be.
struct SplitShares {
  /// One split sector: its place among the members, its share, and the ranges of its digital parts.
  private struct Sector {
    var member: Int
    var position: Int
    var share: Double
    var ranges: [ClosedRange<Double>]
  }

  private let sectors: [Sector]

  init(_ file: StudyFile, members: [Int], _ index: SectorIndex) throws(EstimationError) {
    let digital = Set(file.study.digital.flatMap(\.codes).map(\.bareCode))
    for code in file.study.ranges.keys.sorted() where !digital.contains(code) {
      // Its line is that of the split: other keys may name the code before.
      throw .study(
        .malformed(
          path: file.path, line: file.line(of: code, under: ["split"]),
          reason: "the range of \(code) is of no use: only shares of digital parts are drawn; remove it, or name \(code) under "
            + "'digital'"))
    }
    let ranges = file.study.rangesOfSources.merging(file.study.ranges) { _, given in given }
    var sectors: [Sector] = []
    for split in file.study.splits {
      let parts = split.parts.filter { digital.contains($0.code) }
      let position = try file.resolve(split.sector, among: index)
      guard !parts.isEmpty, let member = members.firstIndex(of: position) else { continue }
      sectors.append(
        Sector(
          member: member, position: position, share: parts.map(\.share).compensatedSum(),
          ranges: parts.map { ranges[$0.code] ?? $0.share...$0.share }))
    }
    self.sectors = sectors
  }

  func sensitivities(_ curve: ShareCurve, _ index: SectorIndex) -> [ShareSensitivity] {
    sectors.map { sector in
      ShareSensitivity(
        sector: index[sector.position], share: sector.share, derivative: curve.derivative(sector.member),
        lower: curve.value(sector.member, at: 0.9 * sector.share),
        higher: curve.value(sector.member, at: min(1, 1.1 * sector.share)))
    }
  }

  /// Nil when no share has a range. Errors: digital parts of a sector that may exceed it together.
  func interval(
    _ curve: ShareCurve, _ sampling: Study.Sampling, _ file: StudyFile, _ index: SectorIndex
  ) throws(EstimationError) -> ShareInterval? {
    guard sectors.contains(where: { $0.ranges.contains { $0.lowerBound < $0.upperBound } }) else { return nil }
    for sector in sectors {
      let most = sector.ranges.map(\.upperBound).compensatedSum()
      guard most <= 1 + Concordance.shareTolerance else {
        let name = index[sector.position].qualifiedCode
        throw .study(.rangesAboveOne(path: file.path, line: file.line(of: name, under: ["split"]), sector: name, sum: most))
      }
    }
    return ShareSample(sampling) { draw in
      var shares = curve.shares
      var number = 0
      for sector in sectors {
        var sum = 0.0
        for range in sector.ranges {
          sum += range.lowerBound + (range.upperBound - range.lowerBound) * draw(number)
          number += 1
        }
        shares[sector.member] = sum
      }
      return curve.value(shares)
    }.interval
  }
}
