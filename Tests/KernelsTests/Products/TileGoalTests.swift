import KernelTemplates
import Testing

/// Places within a column of a tile at which a product asks for a cache line: all of its lines, and nothing beside it. A line too
/// few is a miss at the end of each tile, one too many takes it from another thread.
@Suite struct TileGoalTests {
  /// Bytes of a column of the tiles there are, and of some that are no whole lines.
  private static let heights = [16, 32, 48, 64, 96, 128, 192, 200, 384]

  @Test(arguments: heights) func everyLineOfAColumn(_ bytes: Int) {
    for start in stride(from: 0, to: 64, by: 8) {
      var (line, asked): (Int, [Int]) = (0, [])
      let goal = Self.goal(columns: 3, bytes: bytes)
      for _ in 0..<goal.lines / 3 {
        asked.append(line)
        line = goal.line(after: line)
      }
      #expect(asked.allSatisfy { (0..<bytes).contains($0) })
      #expect(Set(asked.map { (start + $0) / 64 }) == Set(0...(start + bytes - 1) / 64), "\(bytes) bytes from \(start)")
    }
  }

  /// After the last line comes the first, when all were asked for at the latest.
  @Test(arguments: heights) func beginsAgain(_ bytes: Int) throws {
    let goal = Self.goal(columns: 1, bytes: bytes)
    var (line, count) = (0, 0)
    repeat { (line, count) = (goal.line(after: line), count + 1) } while line != 0 && count < 100
    #expect(line == 0 && count <= goal.lines && goal.line(after: bytes - 1) == 0)
  }

  private static func goal(columns: Int, bytes: Int) -> TileGoal {
    var element = 0.0
    return withUnsafeMutablePointer(to: &element) { TileGoal($0, columnStride: 1, columns: columns, bytes: bytes) }
  }
}
