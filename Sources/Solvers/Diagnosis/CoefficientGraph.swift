/// Which coefficients are not zero: n² bits, with an edge from i to j where sector j uses what i makes.
struct CoefficientGraph {
  /// 312 MB of bits; no table of so many sectors is that full.
  static let mostSectors = 50_000

  let count: Int
  private let wordsPerRow: Int
  private var words: [UInt64]

  init(count: Int) {
    self.count = count
    wordsPerRow = (count + 63) / 64
    words = [UInt64](repeating: 0, count: count * wordsPerRow)
  }

  mutating func link(_ i: Int, _ j: Int) { words[i * wordsPerRow + j / 64] |= 1 << UInt64(j % 64) }

  func isLinked(_ i: Int, _ j: Int) -> Bool { words[i * wordsPerRow + j / 64] & (1 << UInt64(j % 64)) != 0 }

  /// The first successor of i that is `start` or later.
  func successor(of i: Int, from start: Int) -> Int? {
    guard start < count else { return nil }
    var word = start / 64
    var bits = words[i * wordsPerRow + word] & (~0 << UInt64(start % 64))
    while bits == 0 {
      word += 1
      guard word < wordsPerRow else { return nil }
      bits = words[i * wordsPerRow + word]
    }
    return word * 64 + bits.trailingZeroBitCount
  }

  /// The strong components in which something goes round: more than one sector, or one that uses itself. Sectors ascend.
  ///
  /// Reference: Tarjan (1972), with a stack of its own, since tables have chains of thousands of sectors.
  /// Cost: one look at every edge.
  func circularComponents() -> [[Int]] {
    var search = ComponentSearch(self)
    for root in 0..<count where !search.isSeen(root) { search.visit(root) }
    return search.components.filter { $0.count > 1 || isLinked($0[0], $0[0]) }
  }
}

/// The state of Tarjan's search.
private struct ComponentSearch {
  private let graph: CoefficientGraph
  private(set) var components: [[Int]] = []
  private var order: [Int]
  private var low: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var seen = 0

  init(_ graph: CoefficientGraph) {
    self.graph = graph
    order = [Int](repeating: -1, count: graph.count)
    low = order
    isOpen = [Bool](repeating: false, count: graph.count)
  }

  func isSeen(_ i: Int) -> Bool { order[i] >= 0 }

  mutating func visit(_ root: Int) {
    var path: [(sector: Int, next: Int)] = [(root, 0)]
    enter(root)
    while let (i, next) = path.last {
      if let j = graph.successor(of: i, from: next) {
        path[path.count - 1].next = j + 1
        if !isSeen(j) {
          enter(j)
          path.append((j, 0))
        } else if isOpen[j] {
          low[i] = min(low[i], order[j])
        }
      } else {
        path.removeLast()
        if let above = path.last { low[above.sector] = min(low[above.sector], low[i]) }
        if low[i] == order[i] { close(i) }
      }
    }
  }

  private mutating func enter(_ i: Int) {
    (order[i], low[i], isOpen[i]) = (seen, seen, true)
    seen += 1
    open.append(i)
  }

  private mutating func close(_ i: Int) {
    var members: [Int] = []
    while let j = open.popLast() {
      isOpen[j] = false
      members.append(j)
      if j == i { break }
    }
    components.append(members.sorted())
  }
}
