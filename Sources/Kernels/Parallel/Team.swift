import CParallel
import MatrixCore

/// How many threads an operation may use, and the fork-join that runs them.
public struct Team: Sendable, Equatable {
  /// 1 ... `mostThreads`.
  public let threads: Int

  /// The limit of `--threads` and of `LEONTIEF_NUM_THREADS`.
  public static let mostThreads = Int(CPARALLEL_MOST_MEMBERS)

  /// A team of the size given, at least 1 and at most `mostThreads`.
  public init(threads: Int) { self.threads = min(max(1, threads), Self.mostThreads) }

  /// The runtime behind the threads: "libomp.so.5", "libgomp.so.1", or "none" (then every team has one member).
  public static var runtime: String { TeamRuntime.process.name }

  /// Why there is no runtime although one is wanted, in one line; nil when there is one or threads were switched off.
  public static var runtimeFailure: String? { TeamRuntime.process.failure }

  /// Runs `body(member, members)` once on each member and returns when all are done. `members` may be fewer than
  /// `threads`. Nested teams have one member.
  func run(_ body: @Sendable (_ member: Int, _ members: Int) -> Void) {
    if threads == 1 {
      body(0, 1)
      return
    }
    withoutActuallyEscaping(body) { body in
      var boxed: @Sendable (Int, Int) -> Void = body
      withUnsafeMutablePointer(to: &boxed) { context in
        cparallel_run(
          Int32(clamping: threads),
          { context, member, members in
            guard let context else { return }
            context.assumingMemoryBound(to: (@Sendable (Int, Int) -> Void).self).pointee(Int(member), Int(members))
          }, context)
      }
    }
  }

  /// Splits `range` into as many contiguous parts as there are members, each a multiple of `grain` long but the last, and
  /// runs `body` on each part. The parts depend on the team's size, so reductions over them must not.
  func split(_ range: Range<Int>, grain: Int = 1, _ body: @Sendable (Range<Int>) -> Void) {
    split(range, grain: grain) { _, part in body(part) }
  }

  /// The same for parts that need memory of their own: `body` is told which member it is, below `threads`.
  func split(_ range: Range<Int>, grain: Int = 1, _ body: @Sendable (_ member: Int, Range<Int>) -> Void) {
    guard !range.isEmpty else { return }
    let pieces = (range.count + grain - 1) / grain
    Team(threads: min(threads, pieces)).run { member, members in
      let first = range.lowerBound + pieces * member / members * grain
      let last = min(range.upperBound, range.lowerBound + pieces * (member + 1) / members * grain)
      if first < last { body(member, first..<last) }
    }
  }

  /// Runs `body` on pieces of `range` up to `piece` long, multiples of `grain` but the last of all, which may be almost two
  /// grains, for passes over memory: members that are done take over pieces of the others (`RangeShares`). A team of one has
  /// nobody to help and takes the range at once. Who runs which differs from run to run, so a piece's result must not depend on
  /// where it begins and ends.
  func share(_ range: Range<Int>, grain: Int, piece: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard !range.isEmpty else { return }
    let team = Team(threads: min(threads, (range.count + grain - 1) / grain))
    guard team.threads > 1 else { return body(range) }
    let shares = RangeShares(range, count: team.threads, grain: grain, piece: piece)
    team.run { member, _ in shares.run(member: member, body) }
  }

  /// Bytes read once that are worth another thread: twice what one core reads from its cache while a team starts and ends
  /// (2026-11, two cores of Zen 5: `leontief-bench run --suite kernels --only ax-f64-k1 --scale 0.05`). With less, small
  /// matrices would wait for threads; with more, large ones for one core.
  static let bytesPerThread = 1 << 20

  /// The part of the team that one pass over so many bytes keeps busy.
  func reading(bytes: Int) -> Team { Team(threads: min(threads, bytes / Self.bytesPerThread + 1)) }
}
