/// Which of two sides goes first: by lot, and then in turns.
///
/// Whoever comes second finds caches, memory and clocks as the first one left them.
struct PairedOrder {
  private let seed: UInt64

  init(seed: UInt64) { self.seed = seed }

  /// In setting a generation up: starting processes, making problems, solving each once. Over each pair of generations both
  /// sides are first once.
  func settingUp(_ generation: Int) -> [PairedSide] {
    order(isSwapped: lot("set-up \(generation / 2)") != generation.isMultiple(of: 2))
  }

  /// In a round of a cell: each side in half of the rounds of a generation.
  func measuring(cell: Int, round: Int) -> [PairedSide] {
    let generation = round / PairedMeasurement.roundsOfGeneration
    return order(isSwapped: lot("first side \(generation) \(cell)") != round.isMultiple(of: 2))
  }

  private func lot(_ stream: String) -> Bool {
    var generator = SplitMix64(seed: seed, stream: stream)
    return generator.next(below: 2) == 0
  }

  private func order(isSwapped: Bool) -> [PairedSide] { isSwapped ? [.b, .a] : [.a, .b] }
}
