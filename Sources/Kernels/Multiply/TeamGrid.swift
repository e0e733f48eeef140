/// Members of a team laid out over the rows and columns of a result.
struct TeamGrid: Equatable {
  let rowParts: Int
  let columnParts: Int

  /// The grid with the smallest largest part; among equals the one with more row parts, since rows share the packed
  /// columns and columns would pack the same rows again.
  init(members: Int, rowTiles: Int, columnTiles: Int) {
    var best = (cost: Int.max, parts: 1)
    for parts in 1...members where members.isMultiple(of: parts) {
      let others = members / parts
      let cost = ((rowTiles + parts - 1) / parts) * ((columnTiles + others - 1) / others)
      if cost <= best.cost { best = (cost, parts) }
    }
    rowParts = best.parts
    columnParts = members / best.parts
  }

  /// The part of `extent`, in multiples of `tile`, that one member of a row of `parts` works on.
  static func part(_ index: Int, of parts: Int, extent: Int, tile: Int) -> Range<Int> {
    let tiles = (extent + tile - 1) / tile
    let first = min(extent, tiles * index / parts * tile)
    let last = min(extent, tiles * (index + 1) / parts * tile)
    return first..<last
  }
}
