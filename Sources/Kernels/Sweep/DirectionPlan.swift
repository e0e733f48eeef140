/// Where the scratch memory of `BlockDirections` lies and how its work is cut.
struct DirectionPlan: Sendable {
  /// Columns with what fills up the last vector.
  let width: Int
  /// Where the areas begin: the packed P, then the sums, then the memory of each member, which begins with a right-hand side.
  let sums: Int
  let right: Int
  let total: Int
  let threads: Int
  private let members: Int
  private let memberSize: Int

  /// Lines a product is made of at a time, and terms of one sum: the product stays in the first level of the cache, P of such
  /// a part in the second. Parts of a block are rounded on their own.
  static let height = 48
  static let mostTerms = 288
  /// Lines that a member takes at least: whole tiles of every instruction set.
  private static let grain = 12

  init(sectors n: Int, columns: Int, largest: Int, lanes: Int, threads: Int) {
    width = columns.roundedUp(to: lanes)
    sums = (n * width).inWholeLines
    members = 2 * sums
    right = (largest * width).inWholeLines
    memberSize = right + Self.height * width
    total = members + threads * memberSize
    self.threads = threads
  }

  func bytes<Scalar>(of _: Scalar.Type) -> Int { total * MemoryLayout<Scalar>.stride }

  func memory(_ member: Int) -> Int { members + member * memberSize }

  /// The lines of one member, out of `count`.
  func share(_ member: Int, of members: Int, _ count: Int) -> Range<Int> {
    let pieces = (count + Self.grain - 1) / Self.grain
    return min(count, pieces * member / members * Self.grain)..<min(count, pieces * (member + 1) / members * Self.grain)
  }
}
