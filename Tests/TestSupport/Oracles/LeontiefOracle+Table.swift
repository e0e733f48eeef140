import Leontief

extension LeontiefOracle {
  /// L of a table of flows, row by row, rounded from more than 100 bits. Traps where it is singular.
  public static func inverse(of table: borrowing InputOutputTable) -> [[Double]] {
    let n = table.sectorCount
    var flows: [[Double]] = []
    for i in 0..<n { flows.append((0..<n).map { table.transactions[i, $0] }) }
    let units = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0 } }
    let oracle = LeontiefOracle(flows: flows, output: table.output ?? [])
    guard let inverse = oracle.solve(units, isTransposed: false) else { preconditionFailure("singular") }
    return inverse.map { $0.map(\.high) }
  }
}
