import Kernels
import MatrixCore
import Solvers
import Tables

/// The local inverses Ld_ss = (I − A_ss)⁻¹ of all countries, and the blocks A_sr between them.
///
/// Memory: n × the largest country for the inverses, and the largest country's block while it is inverted, within the budget.
/// Cost: Σ 2N_s³ flops. Errors: `EstimationError.solver`.
struct LocalInverses: ~Copyable {
  let countries: Countries
  let cost: SolveCost
  /// The first row of each country below.
  let starts: [Int]
  /// Rows country by country, columns by the position inside a country.
  let values: Matrix<Double>
  let coefficients: any CoefficientOperator
  let runs: [[Range<Int>]]
  let engine: Engine
  var sectors: SectorIndex { coefficients.sectors }

  init(_ economy: Economy, _ countries: Countries, budget: MemoryBudget = .unlimited) throws(EstimationError) {
    let sizes = countries.members.map(\.count)
    var (starts, cost, first) = ([Int](), SolveCost(), 0)
    for size in sizes {
      starts.append(first)
      first += size
    }
    let runs = (0..<countries.count).map(countries.runs)
    let most = sizes.max() ?? 0
    let held = MemoryBudget.bytes(rows: economy.sectorCount, columns: most)
    let block = MemoryBudget.bytes(rows: most, columns: most)
    do {
      try budget.reserve(MemoryBudget.sum(held, block, block), for: "the inverses of \(countries.producers.count) countries")
    } catch { throw .solver(.memory(error)) }
    var values = try LocalInverses.matrix(economy.sectorCount, most)
    for country in countries.producers {
      let block = try Self.copy(runs[country], runs[country], of: economy.coefficients, on: economy.engine)
      let solution = try Self.inverse(block, country, countries, economy, budget.holding(held))
      cost.add(solution.report)
      let n = sizes[country]
      for i in 0..<n { for j in 0..<n { values[starts[country] + i, j] = solution.values[i, j] } }
    }
    (self.countries, self.cost, self.starts, self.runs) = (countries, cost, starts, runs)
    (coefficients, engine) = (economy.coefficients, economy.engine)
    self.values = values
  }

  private static func inverse(
    _ block: consuming Matrix<Double>, _ country: Int, _ countries: Countries, _ economy: Economy, _ budget: MemoryBudget
  ) throws(EstimationError) -> Solution {
    let labels: SectorIndex
    do {
      labels = try SectorIndex(countries.members[country].map { economy.sectors[$0] })
    } catch { throw .solver(.labels(error)) }
    do throws(SolverError) {
      let matrix = try CoefficientMatrix(sectors: labels, values: block, on: economy.engine)
      return try DenseLUSolver().factorize(matrix, on: economy.engine, budget: budget).inverse()
    } catch { throw .solver(error) }
  }

  static func product(
    _ matrix: MatrixView<Double>, _ columns: [[Double]], on engine: Engine
  ) throws(EstimationError) -> [[Double]] {
    var factors = try self.matrix(matrix.columns, columns.count, .columnMajor)
    for (k, column) in columns.enumerated() { for i in column.indices { factors[i, k] = column[i] } }
    var product = try self.matrix(matrix.rows, columns.count, .columnMajor)
    var target = product.mutableView
    engine.multiply(1, matrix, factors.view, into: &target)
    return columns.indices.map { k in (0..<matrix.rows).map { product[$0, k] } }
  }

  static func copy(
    _ rows: [Range<Int>], _ columns: [Range<Int>], of coefficients: any CoefficientOperator, on engine: Engine
  ) throws(EstimationError) -> Matrix<Double> {
    var block = try matrix(rows.reduce(0) { $0 + $1.count }, columns.reduce(0) { $0 + $1.count })
    var i = 0
    for row in rows {
      var j = 0
      for column in columns {
        var all = block.mutableView
        var target = all.window(rows: i..<i + row.count, columns: j..<j + column.count)
        coefficients.copy(rows: row, columns: column, into: &target, on: engine)
        j += column.count
      }
      i += row.count
    }
    return block
  }

  static func matrix(
    _ rows: Int, _ columns: Int, _ layout: Layout = .rowMajor
  ) throws(EstimationError) -> Matrix<Double> {
    do { return try Matrix(rows: rows, columns: columns, layout: layout) } catch { throw .solver(.allocation(error)) }
  }
}
