import MatrixCore
import Tables

/// Makes rows of the generated flows (or coefficients), any of them at any time.
struct GeneratedRows: Sendable {
  private let sectors: GeneratedSectors
  private let homes: [HomeTrade]
  private let noise: Double
  private let kind: InputOutputTable.Transactions
  private let draws: SeededDraws

  init(
    _ sectors: GeneratedSectors, kind: InputOutputTable.Transactions, noise: Double, homeBias: Double, draws: SeededDraws
  ) {
    self.sectors = sectors
    self.noise = noise
    self.kind = kind
    self.draws = draws
    homes = sectors.shares.map { HomeTrade($0, bias: homeBias, noise: noise) }
  }

  /// `flows`: the row of the source that this row is a part of.
  func fill(_ row: Int, from flows: Span<Double>, into cells: consuming MutableSpan<Double>) {
    let subregion = sectors.subregions[sectors.subregion[row]]
    let own = sectors.regions[subregion.region]
    // Both rows of a pair draw the same numbers; what one adds the other takes away.
    let origin = SeededDraws.mix(draws.origin &+ sectors.pairPosition[row])
    fillTrade(&cells, 0..<own.lowerBound, row, flows, origin)
    fillHome(&cells, row, subregion, flows, origin)
    fillTrade(&cells, own.upperBound..<sectors.count, row, flows, origin)
    guard kind == .coefficients else { return }
    // What was divided is a column's input; a coefficient is that by the column's output.
    let share = sectors.share.span
    for q in cells.indices { cells[q] = cells[q] / share[q] }
  }

  /// Cells of other regions' columns: W = s_i s_jᵀ and noise.
  @_lifetime(cells: copy cells)
  private func fillTrade(
    _ cells: inout MutableSpan<Double>, _ columns: Range<Int>, _ row: Int, _ flows: Span<Double>, _ origin: UInt64
  ) {
    let (own, bound) = (sectors.share[row], noise * sectors.paired[row])
    let (source, share) = (sectors.source.span, sectors.share.span)
    guard bound != 0 else {
      for q in columns { cells[q] = flows[source[q]] * (own * share[q]) }
      return
    }
    let (paired, pairPosition) = (sectors.paired.span, sectors.pairPosition.span)
    for q in columns {
      let draw = SeededDraws.centred(SeededDraws.mix(origin &+ pairPosition[q]))
      cells[q] = flows[source[q]] * (own * share[q] + bound * paired[q] * draw)
    }
  }

  /// Cells of the columns of the row's own region.
  @_lifetime(cells: copy cells)
  private func fillHome(
    _ cells: inout MutableSpan<Double>, _ row: Int, _ subregion: GeneratedSectors.Subregion, _ flows: Span<Double>,
    _ origin: UInt64
  ) {
    let home = homes[subregion.region]
    let place = subregion.places[row - subregion.sectors.lowerBound]
    let values = home.row(place, subregion.number, sectors.sourcesByRegion[subregion.region].map { flows[$0] })
    let first = sectors.subregion[sectors.regions[subregion.region].lowerBound]
    for number in 0..<home.shares.count {
      home.fill(
        &cells, values, place, isOwn: number == subregion.number, sectors.subregions[first + number], origin: origin,
        pairPosition: sectors.pairPosition.span)
    }
  }
}
