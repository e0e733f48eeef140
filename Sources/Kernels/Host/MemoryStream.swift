import KernelTemplates
import MatrixCore

/// Ways to pass over memory in long streams.
public enum MemoryStream: String, Sendable, CaseIterable {
  /// a ← s, a ← b, a ← b + s c.
  case write, copy, triad

  /// Bytes for each element by STREAM's convention: what the program reads and what it writes.
  public var countedBytes: Double {
    switch self {
    case .write: 8
    case .copy: 16
    case .triad: 24
    }
  }

  /// Bytes that move where the lines written over are read before, as with ordinary stores.
  public var movedBytes: Double { countedBytes + 8 }
}

extension HostPeak {
  /// Passes once over the rows of a matrix, as arrays a, b and c, a contiguous part on each member of a team, with the widest
  /// vectors there are and ordinary stores.
  ///
  /// Shapes: 3 × n, row-major. `scalar` is what is written, or c's factor. Returns the bytes by STREAM's convention.
  @discardableResult
  public static func stream(
    _ stream: MemoryStream, _ scalar: Double, _ arrays: inout Matrix<Double>, team: Team
  ) -> Double {
    precondition(arrays.rows == 3 && arrays.layout == .rowMajor, "three arrays are needed, one behind the other")
    let (n, probe) = (arrays.columns, MicroKernels<Double>.double(.best).probe)
    var all = arrays.mutableElements
    all.withUnsafeMutableBufferPointer { elements in
      guard let base = elements.baseAddress else { return }
      let target = StreamTarget(base: base)
      // Lines are not shared by members.
      team.split(0..<n, grain: 8) { part in
        let (a, b, c) = (target.base + part.lowerBound, target.base + n + part.lowerBound, target.base + 2 * n + part.lowerBound)
        switch stream {
        case .write: withUnsafePointer(to: scalar) { probe.write(part.count, $0, a) }
        case .copy: probe.copy(part.count, b, a)
        case .triad: withUnsafePointer(to: scalar) { probe.triad(part.count, b, c, $0, a) }
        }
      }
    }
    return stream.countedBytes * Double(n)
  }

  /// Starts a team that has nothing to do, so many times.
  public static func forkJoin(_ team: Team, times: Int) {
    for _ in 0..<times { team.run { _, _ in } }
  }

  private struct StreamTarget: @unchecked Sendable {
    let base: UnsafeMutablePointer<Double>
  }
}
