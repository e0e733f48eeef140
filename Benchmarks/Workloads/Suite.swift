import BenchmarkHarness
import Leontief

/// A named choice of workloads and sizes.
public struct Suite: Sendable {
  public let name: String
  /// Raised when a workload, a model or the generator changes: results of two versions are not comparable.
  public let version: Int
  public let workloads: [any Workload]
  public let shapes: [EconomyShape]

  public init(name: String, version: Int, workloads: [any Workload], shapes: [EconomyShape]) {
    self.name = name
    self.version = version
    self.workloads = workloads
    self.shapes = shapes
  }

  /// What a server can be judged by in a minute.
  public static let quick = Suite(name: "quick", version: 1, workloads: Workloads.quick, shapes: EconomyShape.quick)

  public static let all = [quick]

  /// The same workloads on economies of other sizes.
  public func resized(_ shapes: [EconomyShape]) -> Suite {
    Suite(name: name, version: version, workloads: workloads, shapes: shapes)
  }

  /// The names of its cells.
  public var cellIDs: [String] { shapes.flatMap { shape in workloads.map { Self.cellID($0, shape) } } }

  /// The name of a cell, the same on every host: "solve-m64-n2464".
  public static func cellID(_ workload: any Workload, _ shape: EconomyShape) -> String {
    let columns = workload.parameters["nrhs"].map { "-m\($0)" } ?? ""
    return "\(workload.kernel)\(columns)-n\(shape.count)"
  }
}
