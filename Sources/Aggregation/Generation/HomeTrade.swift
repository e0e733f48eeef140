/// Trade between the sub-regions of one region: more of it stays at home than their sizes explain.
///
/// The cell z of sectors i and j is divided by W = h diag(min(s_i, s_j)) + a bᵀ/(1 − h m) with a = s_i − h min(s_i, s_j),
/// b = s_j − h min(s_i, s_j) and m = Σ min(s_i, s_j), element by element: rows sum to s_i, columns to s_j, nothing is negative.
struct HomeTrade: Sendable {
  let shares: SubregionShares
  /// h. 0 where there is one sub-region, so that the cell stays what it is.
  private let bias: Double
  private let noise: Double
  /// 1/(1 − h m) of sectors i and j.
  private let spread: [Double]

  init(_ shares: SubregionShares, bias: Double, noise: Double) {
    self.shares = shares
    self.noise = noise
    let h = shares.count > 1 ? bias : 0
    let n = shares.sectorCount
    self.bias = h
    spread = (0..<n * n).map { cell in
      let kept = (0..<shares.count).reduce(0) { $0 + min(shares.share($1, cell / n), shares.share($1, cell % n)) }
      return 1 / (1 - h * kept)
    }
  }

  /// What the row of sector i of sub-region k needs of each column sector j.
  struct Row {
    /// z a/(1 − h m).
    var proportional: [Double] = []
    /// The bound of noise of this row and its partner, in the same measure.
    var paired: [Double] = []
    /// What stays at home, z h min(s_i, s_j).
    var kept: [Double] = []
  }

  /// `flows`: the source's cells of sector i and the region's sectors.
  func row(_ i: Int, _ k: Int, _ flows: [Double]) -> Row {
    let (n, partner) = (shares.sectorCount, SubregionShares.partner(k))
    var row = Row()
    row.proportional.reserveCapacity(n)
    row.paired.reserveCapacity(n)
    row.kept.reserveCapacity(n)
    for j in 0..<n {
      let kept = bias * min(shares.share(k, i), shares.share(k, j))
      let (own, other) = (shares.share(k, i) - kept, free(partner, i, j))
      let flow = flows[j] * spread[i * n + j]
      row.proportional.append(flow * own)
      row.paired.append(flow * (SubregionShares.sign(k) * noise * min(own, other)))
      row.kept.append(flows[j] * kept)
    }
    return row
  }

  /// s_i − h min(s_i, s_j) in sub-region k.
  @inline(__always)
  private func free(_ k: Int, _ i: Int, _ j: Int) -> Double {
    let own = shares.share(k, i)
    return own - bias * min(own, shares.share(k, j))
  }

  /// Cells of a row of sector i and one sub-region.
  @_lifetime(cells: copy cells)
  func fill(
    _ cells: inout MutableSpan<Double>, _ row: Row, _ i: Int, isOwn: Bool, _ subregion: GeneratedSectors.Subregion,
    origin: UInt64, pairPosition: Span<UInt64>
  ) {
    let (l, partner) = (subregion.number, SubregionShares.partner(subregion.number))
    let sign = SubregionShares.sign(l)
    let (sectors, places) = (subregion.sectors, subregion.places)
    for (q, j) in zip(sectors, places) {
      let own = free(l, j, i)
      let bound = sign * min(own, free(partner, j, i))
      let draw = SeededDraws.centred(SeededDraws.mix(origin &+ pairPosition[q]))
      let cell = row.proportional[j] * own + row.paired[j] * bound * draw
      cells[q] = isOwn ? cell + row.kept[j] : cell
    }
  }
}
