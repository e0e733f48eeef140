import KernelTemplates
import MatrixCore

/// In which order a thread reads its part of memory. Which is fastest depends on the processor: a roof takes the fastest.
public enum ReadOrder: String, CaseIterable, Sendable {
  /// One line behind the other, which the processor's own prefetching follows: up to 1.4 times as fast on Zen 4.
  case alongMemory
  /// Four streams two pages apart, each asked for ahead: faster on Zen 5.
  case fourStreams

  /// The order whose shortest reading of some, in turns, is the shorter. Cost: five readings in each.
  public static func fastest(_ read: (ReadOrder) -> Void) -> ReadOrder {
    fastest { order in
      let start = ContinuousClock.now
      read(order)
      return TeamClock.seconds(since: start)
    }
  }

  /// The same with seconds that `read` tells.
  package static func fastest(seconds read: (ReadOrder) -> Double) -> ReadOrder {
    var least: [ReadOrder: Double] = [:]
    for _ in 0..<5 { for order in allCases { least[order] = min(least[order] ?? .infinity, read(order)) } }
    return allCases.min { least[$0] ?? .infinity < least[$1] ?? .infinity } ?? .alongMemory
  }

  /// Elements, memory, where the sum goes.
  typealias Loop<Scalar: MatrixScalar> = @Sendable (Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void

  func loop<Scalar: MatrixScalar>(_ probe: ProbeKernels<Scalar>) -> Loop<Scalar> {
    switch self {
    case .alongMemory: probe.readAlong
    case .fourStreams: probe.readStreams
    }
  }
}
