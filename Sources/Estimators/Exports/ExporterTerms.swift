import Kernels
import MatrixCore
import Solvers
import Tables

/// The terms of one exporter after the other, from what was gathered of the inverse.
///
/// Every term is a row of value-added contents times, element by element, a column A_sr (…): both decompositions share the
/// columns.
struct ExporterTerms {
  struct Result {
    let summary: ExportDecomposition.Exporter
    /// By the exporter's sectors.
    let valueAddedInExports: [Double]
    let forwardByOrigin: [Double]
    let output: [OutputUse]
    let cost: SolveCost
  }

  let flows: TradeFlows
  let valueAdded: TradeValueAdded
  let inverse: InverseByCountry
  let output: [Double]
  /// v_i (L Y)_il.
  let absorbedValueAdded: CountryValues
  /// Ld_rr y_rl, Ld_rr e_r, and Ld_rr of the imbalance.
  private let localFinal: CountryValues
  private let localExports: [Double]
  private let localImbalance: [Double]

  init(
    _ flows: TradeFlows, _ valueAdded: TradeValueAdded, _ inverse: InverseByCountry, _ local: borrowing LocalInverses,
    output: [Double]
  ) throws(EstimationError) {
    (self.flows, self.valueAdded, self.inverse, self.output) = (flows, valueAdded, inverse, output)
    let (n, count) = (output.count, flows.countries.count)
    var absorbed = CountryValues(sectors: n, countries: count)
    for i in 0..<n { for l in 0..<count { absorbed[i, l] = valueAdded.coefficients[i] * inverse.absorbed[i, l] } }
    absorbedValueAdded = absorbed
    var final = CountryValues(sectors: n, countries: count)
    var (exports, gaps) = (output, output)
    for r in flows.countries.producers {
      let members = flows.countries.members[r]
      let columns = (0..<count).map { l in members.map { flows.final[$0, l] } }
      let products = try local.product(
        r, columns + [members.map { flows.exports[$0] }, members.map { flows.imbalance[$0] }])
      for (k, i) in members.enumerated() {
        for l in 0..<count { final[i, l] = products[l][k] }
        (exports[i], gaps[i]) = (products[count][k], products[count + 1][k])
      }
    }
    (localFinal, localExports, localImbalance) = (final, exports, gaps)
  }

  func decompose(
    _ s: Int, _ local: borrowing LocalInverses, keeping isKept: Bool
  ) throws(EstimationError) -> Result {
    let members = flows.countries.members[s]
    let rows = try ContentRows(s, self, local)
    var bilateral = isKept ? BilateralTerms(sectors: members.count, countries: flows.countries.count) : nil
    var total = ExportTerms()
    var uses = IntermediateExports(sectors: members.count)
    for r in flows.countries.names.indices where r != s {
      let columns = try local.trade(s, r, right(s, r))
      for (k, i) in members.enumerated() {
        let terms = rows.terms(k, i, r, final: flows.final[i, r], exports: flows.exports(i, to: r), columns)
        for t in terms.values.indices { total.values[t] += terms.values[t] }
        bilateral?[k, r] = terms
        uses.add(columns, k)
      }
    }
    let v = members.map { valueAdded.coefficients[$0] }
    let output = try outputUse(s, uses, local)
    let inExports = zip(v, try local.product(s, [members.map { flows.exports[$0] }])[0]).map { $0 * $1 }
    let forward = zip(v, output).map { $0 * ($1.directImporters + $1.globalValueChains) }
    let summary = ExportDecomposition.Exporter(
      name: flows.countries.names[s], country: s, exports: flows.exports(of: s), imports: flows.imports(of: s),
      content: content(s, rows, local, inExports: inExports), terms: total, bilateral: bilateral,
      valueAdded: members.map { valueAdded.money[$0] }.compensatedSum(), output: members.map { self.output[$0] }.compensatedSum(),
      forwardByOrigin: forward.compensatedSum())
    return Result(summary: summary, valueAddedInExports: inExports, forwardByOrigin: forward, output: output, cost: rows.cost)
  }

  /// The columns that A_sr is multiplied with.
  private func right(_ s: Int, _ r: Int) -> [[Double]] {
    let members = flows.countries.members[r]
    let (own, absorbed, count) = (inverse.own, inverse.absorbed, flows.countries.count)
    func column(_ value: (Int) -> Double) -> [Double] { members.map(value) }
    func others(_ value: (Int) -> Double) -> Double {
      (0..<count).reduce(0) { $1 == s || $1 == r ? $0 : $0 + value($1) }
    }
    return [
      column { own[$0, r] }, column { inverse.thirdDomestic[$0, s] }, column { i in others { own[i, $0] } },
      column { inverse.thirdExports[$0, s] }, column { own[$0, s] }, column { inverse.thirdReturned[$0, s] },
      column { inverse.domesticFinal[$0, s] }, column { inverse.finalExports[$0, s] }, column { output[$0] },
      column { localFinal[$0, r] }, column { localExports[$0] }, column { i in others { localFinal[i, $0] } },
      column { i in others { absorbed[i, $0] - localFinal[i, $0] } }, column { absorbed[$0, r] - localFinal[$0, r] },
      column { localFinal[$0, s] }, column { absorbed[$0, s] - localFinal[$0, s] }, column { inverse.imbalance[$0] },
      column { localImbalance[$0] },
    ]
  }

  private func content(
    _ s: Int, _ rows: ContentRows, _ local: borrowing LocalInverses, inExports: [Double]
  ) -> TradeInValueAdded {
    let members = flows.countries.members[s]
    let exports = members.map { flows.exports[$0] }
    func content(_ row: [Double]) -> Double { zip(row, exports).lazy.map { $0 * $1 }.compensatedSum() }
    let diagonal = local.diagonal(s)
    let direct = members.indices.lazy.map { valueAdded.coefficients[members[$0]] * diagonal[$0] * exports[$0] }
    let foreign = output.indices.filter { flows.countries.ofSector[$0] != s }
    return TradeInValueAdded(
      domesticContent: content(rows.all), domesticValueAdded: inExports.compensatedSum(), direct: direct.compensatedSum(),
      foreignContent: content(rows.foreign), otherPrimaryInputs: content(members.map { inverse.others[$0] }),
      forward: foreign.lazy.map { inverse.origins[$0, s] * flows.exports[$0] }.compensatedSum(),
      inForeignDemand: members.map { absorbedValueAdded.rowSum($0, without: s) }.compensatedSum(),
      foreignInDomesticDemand: foreign.lazy.map { absorbedValueAdded[$0, s] }.compensatedSum())
  }
}
