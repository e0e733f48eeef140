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
  /// Passes once over the rows of a matrix, as arrays a, b and c, a contiguous part on each member of a team, with the vectors of
  /// an instruction set and ordinary stores.
  ///
  /// Shapes: 3 × n, row-major. `scalar` is what is written, or c's factor. Returns the bytes by STREAM's convention. The processor
  /// must have the instruction set.
  @discardableResult
  public static func stream(
    _ stream: MemoryStream, _ scalar: Double, _ arrays: inout Matrix<Double>, on set: InstructionSet = .best, team: Team
  ) -> Double {
    let passes = PassKernels.of(set)
    forEachPart(of: &arrays, team) { count, a, b, c in
      switch stream {
      case .write: withUnsafePointer(to: scalar) { passes.write(count, $0, a) }
      case .copy: passes.copy(count, b, a)
      case .triad: withUnsafePointer(to: scalar) { passes.triad(count, b, c, $0, a) }
      }
    }
    return stream.countedBytes * Double(arrays.columns)
  }

  /// Writes a number to every element of the three arrays, on the member that `stream` has pass over it: where memory belongs to
  /// parts of a host, pages come to lie near the threads that use them.
  static func fill(_ arrays: inout Matrix<Double>, with scalar: Double, team: Team) {
    let passes = PassKernels.of(.best)
    forEachPart(of: &arrays, team) { count, a, b, c in
      withUnsafePointer(to: scalar) { value in
        for array in [a, b, c] { passes.write(count, value, array) }
      }
    }
  }

  /// Memory for `read`: ones, each written by the member that reads it. Pages never written are one page of zeros, which stays
  /// in cache however often it is read. Nil where there is not so much.
  public static func readable(bytes: Int, _ team: Team) -> Matrix<Double>? {
    var memory = try? Matrix<Double>(rows: 1, columns: bytes / MemoryLayout<Double>.stride)
    guard var matrix = memory.take() else { return nil }
    let passes = PassKernels.of(.best)
    var elements = matrix.mutableElements
    elements.withUnsafeMutableBufferPointer { elements in
      guard let base = elements.baseAddress else { return }
      let target = StreamTarget(base: base)
      let count = elements.count
      team.run { member, members in
        let (first, last) = (count * member / members, count * (member + 1) / members)
        withUnsafePointer(to: 1.0) { passes.write(last - first, $0, target.base + first) }
      }
    }
    return matrix
  }

  /// The same part of a, b and c for each member.
  private static func forEachPart(
    of arrays: inout Matrix<Double>, _ team: Team,
    _ body:
      @Sendable (
        _ count: Int, _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ c: UnsafeMutablePointer<Double>
      ) -> Void
  ) {
    precondition(arrays.rows == 3 && arrays.layout == .rowMajor, "three arrays are needed, one behind the other")
    let n = arrays.columns
    var all = arrays.mutableElements
    all.withUnsafeMutableBufferPointer { elements in
      guard let base = elements.baseAddress else { return }
      let target = StreamTarget(base: base)
      // Lines are not shared by members.
      team.split(0..<n, grain: 8) { part in
        let a = target.base + part.lowerBound
        body(part.count, a, a + n, a + 2 * n)
      }
    }
  }

  /// Starts a team that has nothing to do, so many times.
  public static func forkJoin(_ team: Team, times: Int) {
    for _ in 0..<times { team.run { _, _ in } }
  }

  private struct StreamTarget: @unchecked Sendable {
    let base: UnsafeMutablePointer<Double>
  }
}
