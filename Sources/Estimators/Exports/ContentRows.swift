import Kernels
import MatrixCore
import Solvers
import Tables

/// Value-added contents of a unit of each of an exporter's products, and its terms by them.
struct ContentRows {
  /// v_s L_ss.
  let all: [Double]
  /// v_s Ld_ss.
  let local: [Double]
  /// Σ_{t≠s} v_t L_ts, and Σ_{t≠s} v_t L^{/s}_ts without what was exported by s before.
  let foreign: [Double]
  let foreignOnce: [Double]
  /// What the system of L_ss for it took.
  let cost: SolveCost
  /// v_r L_rs by country r, row by row of s.
  private let origins: [[Double]]
  private let country: Int

  init(_ s: Int, _ work: ExporterTerms, _ local: borrowing LocalInverses) throws(EstimationError) {
    let members = work.flows.countries.members[s]
    let contents = work.inverse.origins
    country = s
    all = members.map { contents[$0, s] }
    self.local = try local.product(s, [members.map { work.valueAdded.coefficients[$0] }], .transposed)[0]
    foreign = members.map { contents.rowSum($0, without: s) }
    origins = members.map { i in (0..<contents.countryCount).map { contents[i, $0] } }
    // L_ts = L^{/s}_ts Ld_ss⁻¹ L_ss, so that the row is what L_ss⁻¹ Ld_ss makes of the foreign content.
    let solution = try Self.solve(work.inverse.diagonalBlocks[s], foreign, members.map { local.sectors[$0] }, on: local.engine)
    cost = solution.cost
    foreignOnce = try local.product(s, [solution.row], .transposed)[0]
  }

  /// Row c L_ss⁻¹, of L_ss given by columns: the system whose coefficients are I − L_ss, transposed. Errors: an L_ss without an
  /// inverse, which no productive table has.
  private static func solve(
    _ columns: [[Double]], _ row: [Double], _ members: [SectorLabel], on engine: Engine
  ) throws(EstimationError) -> (row: [Double], cost: SolveCost) {
    var coefficients = try LocalInverses.matrix(row.count, row.count)
    var side = try Economy.panel(rows: row.count, columns: 1)
    for (j, column) in columns.enumerated() {
      side[j, 0] = row[j]
      for i in column.indices { coefficients[i, j] = (i == j ? 1 : 0) - column[i] }
    }
    let labels: SectorIndex
    do { labels = try SectorIndex(members) } catch { throw .solver(.labels(error)) }
    do throws(SolverError) {
      let matrix = try CoefficientMatrix(sectors: labels, values: coefficients, on: engine)
      let solution = try DenseLUSolver(refinement: .whereNeeded).prepare(matrix, on: engine)
        .solve(side.view, orientation: .transposed, monitor: .none)
      var cost = SolveCost()
      cost.add(solution.report)
      return (row.indices.map { solution.values[$0, 0] }, cost)
    } catch { throw .solver(error) }
  }

  /// Terms of the exports of sector `i`, the exporter's k-th, to r.
  func terms(_ k: Int, _ i: Int, _ r: Int, final: Double, exports: Double, _ columns: [[Double]]) -> ExportTerms {
    let (w, importer) = (local[k], origins[k][r])
    var third = 0.0
    for t in origins[k].indices where t != country && t != r { third += origins[k][t] }
    let (localFinal, localExports) = (columns[9][k], columns[10][k])
    var terms = ExportTerms()
    terms.values = [
      all[k] * final, w * columns[0][k], w * columns[1][k], w * columns[2][k], w * columns[3][k], w * columns[4][k],
      w * columns[5][k], w * columns[6][k], w * columns[7][k], (all[k] - w) * columns[8][k], importer * final,
      importer * localFinal, importer * localExports, third * final, third * localFinal, third * localExports,
      w * final, w * localFinal, w * columns[11][k], w * columns[12][k], w * columns[13][k], w * columns[14][k],
      w * columns[15][k], foreignOnce[k] * exports, (all[k] - w) * exports, (foreign[k] - foreignOnce[k]) * exports,
      w * columns[16][k] + (importer + third) * columns[17][k], w * columns[16][k],
    ]
    return terms
  }
}
