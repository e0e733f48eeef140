import Foundation

/// A comparison as a file. Keys and units as in `ResultDocument`; ratios are of speeds, above 1 where the other is faster.
public struct ComparisonDocument: Encodable, Sendable {
  public static let schemaName = "leontief-bench-comparison"
  /// Version 1 called the drift of a run its A/A floor, and judged by the larger of it and the least effect.
  /// In version 3 processes are drawn before samples, disturbed samples are left out, and a change of the host counts.
  /// In version 4 cells and means tell what two runs of one program may differ by, and within what they are the same.
  /// In version 5 they may be so by the lower quartiles of the times.
  public static let currentVersion = 5

  let schema = ComparisonDocument.schemaName
  let schemaVersion = ComparisonDocument.currentVersion
  let tool: ToolRecord
  let forced: Bool
  let obstacles: [String]
  let minEffect: Double
  let significance = ComparisonRule.significance
  let resolutionConfidence = Resolution.confidence
  let mostReach = ComparisonRule.mostReach
  let seed = CellComparison.seed
  let draws = SampleRatios.drawCount
  let runs: [Run]
  let pairs: [Pair]
  let leftOut: [LeftOut]

  public init(_ comparison: Comparison, prices: PriceList, tool: ToolRecord) {
    self.tool = tool
    forced = !comparison.obstacles.isEmpty
    obstacles = comparison.obstacles
    minEffect = comparison.rule.minEffect
    runs = comparison.runs.map { Run($0, prices) }
    pairs = comparison.pairs.map { Pair($0, prices) }
    leftOut = comparison.leftOut.map {
      LeftOut(id: $0.key.id, engine: $0.key.engine, equalThreads: $0.key.threads, run: $0.run, state: $0.state, reason: $0.reason)
    }
  }

  /// Errors: a number that is not finite.
  public func json() throws -> String { try SealedDocument.text(self) }

  struct Run: Encodable {
    let name: String
    let runId: String
    let fingerprintHash: String
    let processor: String
    let architecture: String
    @Nullable var drift: Double?
    @Nullable var pricePerHour: Double?

    init(_ run: ComparedRun, _ prices: PriceList) {
      let host = run.document.host
      (name, runId, fingerprintHash) = (run.name, run.document.runId, host.fingerprintHash)
      (processor, architecture) = (host.stable.processor, host.stable.architecture)
      _drift = Nullable(wrappedValue: run.drift)
      _pricePerHour = Nullable(wrappedValue: prices.perHour[run.name])
    }
  }

  struct Pair: Encodable {
    let base: String
    let other: String
    let drift: Double
    @Nullable var hostChange: Double?
    let cells: [Cell]
    let geometricMeans: [Mean]

    init(_ pair: PairComparison, _ prices: PriceList) {
      (base, other, drift) = (pair.base.name, pair.other.name, pair.drift)
      _hostChange = Nullable(wrappedValue: pair.change)
      cells = pair.cells.map { Cell($0, pair, prices) }
      geometricMeans = pair.means.map(Mean.init)
    }
  }

  struct Mean: Encodable {
    let title: String
    let cells: [String]
    let ratio: Double
    let ratioCi95: [Double]
    let lowerQuartileRatio: Double
    let lowerQuartileRatioCi95: [Double]
    @Nullable var ratioPerThread: Double?
    @Nullable var ratioPerCore: Double?
    let z: Double
    let p: Double
    let adjustedP: Double
    let verdict: SpeedVerdict
    @Nullable var resolution: Double?
    @Nullable var lowerQuartileResolution: Double?
    @Nullable var sameWithin: Double?
    @Nullable var sameBy: SamenessGround?

    init(_ mean: GeometricMean) {
      (title, cells, ratio, verdict) = (mean.title, mean.cells.map(\.text), mean.ratio, mean.verdict)
      _ratioPerThread = Nullable(wrappedValue: mean.perThread)
      _ratioPerCore = Nullable(wrappedValue: mean.perCore)
      (z, p, adjustedP) = (mean.test.z, mean.test.p, mean.adjustedP)
      (_resolution, _sameWithin) = (Nullable(wrappedValue: mean.resolution), Nullable(wrappedValue: mean.sameWithin))
      _sameBy = Nullable(wrappedValue: mean.sameBy)
      _lowerQuartileResolution = Nullable(wrappedValue: mean.lowerQuartileResolution)
      ratioCi95 = [mean.interval.lowerBound, mean.interval.upperBound]
      lowerQuartileRatio = mean.lowerQuartileRatio
      lowerQuartileRatioCi95 = [mean.lowerQuartileInterval.lowerBound, mean.lowerQuartileInterval.upperBound]
    }
  }

  struct LeftOut: Encodable {
    let id: String
    let engine: String
    @Nullable var equalThreads: Int?
    let run: String
    let state: String
    let reason: String
  }
}
