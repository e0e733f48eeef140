import KernelTemplates
import MatrixCore

/// The roofs under which kernels stand, measured: how fast the processor multiplies and adds, how fast it reads memory.
///
/// These do the work and say how much it was; timing it is the caller's part.
public enum HostPeak {
  /// Multiply-adds on registers alone, on every member of a team: `steps` steps each.
  ///
  /// Returns the flops done by all members together. Cost: a step is 8 to 48 multiply-adds of a vector. The processor must
  /// have the instruction set.
  public static func multiplyAdds(_: Double.Type, on set: InstructionSet, steps: Int, team: Team) -> Double {
    multiplyAdds(MicroKernels<Double>.double(set).probe, steps: steps, team: team)
  }

  /// The same in single precision.
  public static func multiplyAdds(_: Float.Type, on set: InstructionSet, steps: Int, team: Team) -> Double {
    multiplyAdds(MicroKernels<Float>.float(set).probe, steps: steps, team: team)
  }

  /// Reads all elements, or the first of them, once or so many times in an order, a contiguous part on each member of a team, with
  /// the widest vectors there are.
  ///
  /// Returns the sum of what was read in a pass, which is zero for a matrix of zeros.
  public static func read(
    _ matrix: borrowing Matrix<Double>, first most: Int = .max, passes: Int = 1, _ order: ReadOrder, team: Team
  ) -> Double {
    read(matrix, first: most, passes: passes, order.loop(MicroKernels<Double>.double(.best).probe), team)
  }

  /// The same in single precision, in which the sum is rounded, too.
  public static func read(
    _ matrix: borrowing Matrix<Float>, first most: Int = .max, passes: Int = 1, _ order: ReadOrder, team: Team
  ) -> Double {
    Double(read(matrix, first: most, passes: passes, order.loop(MicroKernels<Float>.float(.best).probe), team))
  }

  private static func read<Scalar: MatrixScalar>(
    _ matrix: borrowing Matrix<Scalar>, first most: Int, passes: Int, _ loop: ReadOrder.Loop<Scalar>, _ team: Team
  ) -> Scalar {
    precondition(most >= 0, "a number of elements is not negative")
    return matrix.elements.withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress else { return 0 }
      let source = ReadSource(base: base, count: min(elements.count, most))
      return team.total { member, members, result in
        let first = source.count * member / members
        let last = source.count * (member + 1) / members
        for _ in 0..<passes { loop(last - first, source.base + first, result) }
      }.sum
    }
  }

  /// Reads all elements once, in pieces that members which are done take over from others (`RangeShares`), as products with few
  /// columns and aggregations read their matrix: what all cores together can.
  ///
  /// Returns the sum of what was read, but for the last elements that fill no turn of the loop. Its last bits depend on who read
  /// what.
  public static func readShared(_ matrix: borrowing Matrix<Double>, _ order: ReadOrder, team: Team) -> Double {
    readShared(matrix, order.loop(MicroKernels<Double>.double(.best).probe), team)
  }

  /// The same in single precision, in which the sum is rounded, too.
  public static func readShared(_ matrix: borrowing Matrix<Float>, _ order: ReadOrder, team: Team) -> Double {
    Double(readShared(matrix, order.loop(MicroKernels<Float>.float(.best).probe), team))
  }

  /// Pieces are whole turns of the reading loop, but the last.
  private static func readShared<Scalar: MatrixScalar>(
    _ matrix: borrowing Matrix<Scalar>, _ loop: ReadOrder.Loop<Scalar>, _ team: Team
  ) -> Scalar {
    matrix.elements.withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress else { return 0 }
      let source = ReadSource(base: base, count: elements.count)
      let stride = MemoryLayout<Scalar>.stride
      let shares = RangeShares(0..<source.count, count: team.threads, grain: 32768 / stride, piece: (8 << 20) / stride)
      return team.total { member, _, result in
        var sum = Scalar.zero
        shares.run(member: member) { piece in
          var part = Scalar.zero
          loop(piece.count, source.base + piece.lowerBound, &part)
          sum += part
        }
        result.pointee = sum
      }.sum
    }
  }

  private static func multiplyAdds<Scalar: MatrixScalar>(
    _ probe: ProbeKernels<Scalar>, steps: Int, team: Team
  ) -> Double {
    precondition(steps >= 0, "a number of steps is not negative")
    let done = team.total { _, _, result in probe.multiplyAdds(steps, result) }
    return Double(steps) * Double(probe.flopsPerStep) * Double(done.members)
  }

  private struct ReadSource<Scalar>: @unchecked Sendable {
    let base: UnsafePointer<Scalar>
    let count: Int
  }
}

extension Team {
  /// Runs `body` once on each member, which leaves a number; their sum and how many there were. For probes: a team of many
  /// takes one cache line each, and without that memory it is a team of one.
  fileprivate func total<Scalar: MatrixScalar>(
    _ body: @Sendable (_ member: Int, _ members: Int, _ result: UnsafeMutablePointer<Scalar>) -> Void
  ) -> (sum: Scalar, members: Int) {
    let line = 64 / MemoryLayout<Scalar>.stride
    // The first line takes the number of members.
    return ScratchMemory<Scalar>.with((threads + 1) * line) { scratch in
      guard let scratch else {
        var result = Scalar.zero
        body(0, 1, &result)
        return (result, 1)
      }
      run { member, members in
        if member == 0 { scratch.base.pointee = Scalar(members) }
        body(member, members, scratch.base + (member + 1) * line)
      }
      let members = Int(scratch.base.pointee)
      return ((1...members).reduce(Scalar.zero) { $0 + scratch.base[$1 * line] }, members)
    }
  }
}
