import MatrixCore
import Tables
import TestSupport

/// Balanced multi-regional tables of every awkward kind.
enum RandomTrade {
  struct Kind: Sendable, CustomStringConvertible {
    let regions: Int
    let codes: Int
    let seed: UInt64

    var description: String { "\(regions) × \(codes), seed \(seed)" }
  }

  /// `regions` × `codes`; x is what the rows sell, so that they balance; some sectors sell and buy nothing, some final demand is
  /// negative, one region may be shut off.
  static func table(regions: Int, codes: Int, seed: UInt64) throws -> InputOutputTable {
    var numbers = SeededNumbers(seed)
    let n = regions * codes
    let idle = seed % 3 == 0 ? Int(seed / 3) % n : -1
    let alone = seed % 4 == 1 ? Int(seed / 4) % regions : -1
    func share() -> Double { (numbers.unit() + 1) / 2 }
    var (flows, demand) = ([[Double]](), [[Double]]())
    for i in 0..<n {
      flows.append(
        (0..<n).map { j in
          let isCut = i / codes != j / codes && (i / codes == alone || j / codes == alone)
          let value = 10 * share() * (i / codes == j / codes ? 1 : 0.3)
          return i == idle || j == idle || isCut ? 0 : value
        })
      demand.append(
        (0..<regions).map { l in
          let isCut = i / codes != l && (i / codes == alone || l == alone)
          // Enough final demand that nothing is used up; a tenth of the cells is drawn from stocks.
          let value = share() < 0.1 ? -share() : 20 * share() * Double(codes)
          return i == idle || isCut ? 0 : i / codes == l ? abs(value) + 20 : value
        })
    }
    let output = (0..<n).map { flows[$0].reduce(0, +) + demand[$0].reduce(0, +) }
    return try ReferenceTables.multiRegional(
      id: "random \(seed)", regions: (0..<regions).map { "R\($0)" }, codes: (0..<codes).map { "s\($0)" }, flows: flows,
      demand: demand, output: output, hasValueAdded: seed % 2 == 0)
  }

  /// Two to five countries of one to three sectors.
  static let all: [Kind] = (0..<24).map { (seed: Int) -> Kind in
    Kind(regions: 2 + seed % 4, codes: 1 + seed % 3, seed: UInt64(seed))
  }
}
