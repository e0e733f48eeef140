import Foundation

/// The geometric mean of the speeds of several cells, with an interval.
public struct GeometricMean: Sendable {
  public let title: String
  /// The cells in it.
  public let cells: [CellKey]
  private let medians: SpeedEstimate
  private let lowerQuartiles: SpeedEstimate
  /// The same for each thread and each core; nil where both sides have as many, or one does not know.
  public let perThread: Double?
  public let perCore: Double?
  /// The rank sums of all its cells together; the p-value that counts is adjusted for the number of means.
  public let test: StratifiedRankSum
  public private(set) var adjustedP: Double
  private var finding = SpeedFinding.undecided
  /// Of the cell and side with the fewest.
  public let processes: Int
  private let samples: Int
  /// The largest of its cells.
  private let floor: Double

  /// Nil without cells.
  init?(_ title: String, _ cells: [CellComparison]) {
    guard let test = StratifiedRankSum(cells.map(\.test)), let samples = cells.map(\.samples).min() else { return nil }
    (self.title, self.cells, self.test, self.samples) = (title, cells.map(\.key), test, samples)
    (floor, processes) = (cells.map(\.floor).max() ?? 0, cells.map(\.processes).min() ?? 0)
    (perThread, perCore) = (Self.mean(cells, \.perThread), Self.mean(cells, \.perCore))
    medians = Self.estimate(cells.map { ($0.speed, $0.resolution) })
    lowerQuartiles = Self.estimate(cells.map { ($0.lowerQuartile, $0.lowerQuartileResolution) })
    adjustedP = test.p
  }

  /// Its interval is that of its draws; where the runs have several processes at least as wide as those of its cells: what a host
  /// does to one cell it does to others, and more of them do not make the mean of a disturbed minute more certain. What it may
  /// differ by is the mean of what its cells may.
  private static func estimate(_ cells: [(ratio: QuantileRatio, resolution: Double?)]) -> SpeedEstimate {
    let count = Double(cells.count)
    let ratio = exp(cells.reduce(0) { $0 + log($1.ratio.estimate) } / count)
    let draws = (0..<SampleRatios.drawCount).map { k in exp(cells.reduce(0) { $0 + log($1.ratio.draws[k]) } / count) }
    let resolutions = cells.compactMap(\.resolution)
    let isResolved = resolutions.count == cells.count
    let own = QuantileRatio.interval(draws)
    let width = isResolved ? exp(cells.reduce(0) { $0 + Resolution.halfWidth($1.ratio.interval) } / count) : 1
    return SpeedEstimate(
      ratio: ratio, interval: min(own.lowerBound, ratio / width)...max(own.upperBound, ratio * width),
      resolution: isResolved ? exp(resolutions.reduce(0) { $0 + log(1 + $1) } / count) - 1 : nil)
  }

  /// Of speeds by their medians.
  public var ratio: Double { medians.ratio }
  public var interval: ClosedRange<Double> { medians.interval }
  /// What it may differ by between two runs of one program, as a fraction; nil where that of a cell is not known.
  public var resolution: Double? { medians.resolution }
  /// By the lower quartiles of their times.
  public var lowerQuartileRatio: Double { lowerQuartiles.ratio }
  public var lowerQuartileInterval: ClosedRange<Double> { lowerQuartiles.interval }
  public var lowerQuartileResolution: Double? { lowerQuartiles.resolution }

  /// The test must point to where the ratio does: cells that differ in both directions can part them.
  private mutating func judge(adjustedP: Double, _ rule: ComparisonRule) {
    self.adjustedP = adjustedP
    finding = rule.finding(
      SpeedEvidence(
        medians: medians, lowerQuartiles: lowerQuartiles, p: adjustedP, hasDirection: (test.z > 0) == (ratio > 1),
        samples: samples, drift: floor))
  }

  public var verdict: SpeedVerdict { finding.verdict }
  /// The fraction within which the speeds are the same, and why they are; nil where that is not the verdict.
  public var sameWithin: Double? { finding.sameWithin }
  public var sameBy: SamenessGround? { finding.sameBy }

  /// Of what is known of any; the others have as many threads or cores on both sides.
  private static func mean(_ cells: [CellComparison], _ ratio: (CellComparison) -> Double?) -> Double? {
    guard cells.contains(where: { ratio($0) != nil }) else { return nil }
    return exp(cells.reduce(0) { $0 + log(ratio($1) ?? $1.speed.estimate) } / Double(cells.count))
  }

  /// What the mean of all cells is called.
  public static let whole = "all cells"

  /// Of all cells on whole machines, of each engine's where there are several, of each use's, and of all on equal threads.
  static func all(_ all: [CellComparison], _ rule: ComparisonRule) -> [GeometricMean] {
    let cells = all.filter { $0.key.threads == nil }
    var engines: [String] = []
    for cell in cells where !engines.contains(cell.key.engine) { engines.append(cell.key.engine) }
    let whole: [GeometricMean?] = [GeometricMean(Self.whole, cells)]
    let byEngine: [GeometricMean?] = (engines.count < 2 ? [] : engines).map { engine in
      GeometricMean("all on \(engine)", cells.filter { $0.key.engine == engine })
    }
    let byUse: [GeometricMean?] = Use.allCases.map { use in GeometricMean(use.rawValue, cells.filter { $0.use == use }) }
    let counts = Set(all.compactMap(\.key.threads)).sorted()
    let equal: [GeometricMean?] = counts.map { count in
      GeometricMean("all cells, \(CellKey.text(threads: count))", all.filter { $0.key.threads == count })
    }
    var means = (whole + byEngine + byUse + equal).compactMap(\.self)
    let adjusted = FalseDiscoveryRate.adjusted(means.map(\.test.p))
    for index in means.indices { means[index].judge(adjustedP: adjusted[index], rule) }
    return means
  }
}
