import BenchmarkHarness
import Leontief

/// The work of one cell, whatever the engine.
public struct SuiteRow: Sendable {
  public let source: EconomySource
  public let workload: any Workload

  init(_ source: EconomySource, _ workload: any Workload) {
    (self.source, self.workload) = (source, workload.adapted(to: source.shape))
  }

  /// "solve-m64-n2464", "estimate-digital-india2014".
  public var id: String { "\(workload.nameWithColumns)-\(source.name)" }

  /// The cell's parameters but for the seed.
  var parameters: [String: CellParameter] { workload.parameters.merging(source.parameters) { mine, _ in mine } }

  public var model: CostModel { workload.model(sectors: source.shape.count) }
}

extension Workload {
  /// "dgemm", "solve-m64".
  public var nameWithColumns: String { kernel + (parameters["nrhs"].map { "-m\($0)" } ?? "") }
}

/// A workload of a suite with the economies it is measured on.
struct SuiteMember: Sendable {
  let workload: any Workload
  let kind: EconomyKind
  /// Larger economies are none for it.
  let mostSectors: Int

  init(_ workload: any Workload, on kind: EconomyKind = .trading, upTo mostSectors: Int = .max) {
    (self.workload, self.kind, self.mostSectors) = (workload, kind, mostSectors)
  }
}

/// How long a suite is measured unless told otherwise.
public struct SuiteHabits: Sendable, Equatable {
  /// Processes over which the samples are spread, one after the other; large problems have one.
  public let processes: Int
  public let minRounds: Int
  public let maxSeconds: Double

  /// Nine samples let one cell of the suite quick be told to be slower alone: six cannot, among fourteen.
  static let quick = SuiteHabits(processes: 5, minRounds: CellMeasurement.wantedSamples, maxSeconds: 60)
  static let standard = SuiteHabits(processes: 3, minRounds: CellMeasurement.wantedSamples, maxSeconds: 600)
  static let full = SuiteHabits(processes: 3, minRounds: CellMeasurement.wantedSamples, maxSeconds: 3600)
}
