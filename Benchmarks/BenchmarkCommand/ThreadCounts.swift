import Leontief

/// Numbers of threads as people write them: "4", or several: "1,2,max".
struct ThreadCounts: Equatable {
  /// The most first, each once.
  let counts: [Int]

  /// The part of a text that is no number of threads.
  struct Problem: Error, Equatable {
    let part: String
  }

  init(_ text: String, most: Int = HostProcessor.current.usableProcessors) throws(Problem) {
    var counts: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let count = part == "max" ? most : Int(part), (1...Team.mostThreads).contains(count) else {
        throw Problem(part: part.isEmpty ? "nothing" : String(part))
      }
      counts.insert(count)
    }
    self.counts = counts.sorted(by: >)
  }
}
