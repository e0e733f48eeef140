import KernelTemplates
import MatrixCore
import Synchronization

/// −A in single precision and by columns, for A = Z diag(s) by rows in double precision.
///
/// A block of rows is rounded by the kernel that examines matrices, whose sums nobody asks for here, into a tile that stays in
/// the second cache, and is written across from there: Z is read once, and nothing lies in memory between.
struct NarrowedTransposition: Sendable {
  let scan: ScanKernels
  let elementwise: ElementwiseKernels<Float>
  let blocks: BlockSizes

  /// −A goes into `m`, its columns contiguous. How many elements of A that are not zero become zero or subnormal.
  func run(
    _ z: StridedMatrix<Double>, _ scale: UnsafePointer<Double>?, into m: MutableStridedMatrix<Float>, _ team: Team
  ) -> Int {
    let lost = Atomic<Int>(0)
    let source = ScaledRows(z: z, scale: scale)
    let team = blocks.team(team, reading: z.rows * z.columns * MemoryLayout<Double>.stride)
    team.split(0..<z.rows, grain: NarrowedTile.lines) { rows in
      NarrowedTile.with { tile in
        var own = 0
        for i in stride(from: rows.lowerBound, to: rows.upperBound, by: NarrowedTile.lines) {
          for j in stride(from: 0, to: source.z.columns, by: NarrowedTile.length) {
            let lines = i..<min(i + NarrowedTile.lines, rows.upperBound)
            let positions = j..<min(j + NarrowedTile.length, source.z.columns)
            own += tile.read(source, lines, positions, scan)
            elementwise.negateTransposed(
              lines.count, positions.count, tile.values, NarrowedTile.length,
              m.base + (i &* m.rowStride &+ j &* m.columnStride), m.columnStride)
          }
        }
        lost.add(own, ordering: .relaxed)
      }
    }
    return lost.load(ordering: .relaxed)
  }
}

/// Z with contiguous rows and the factors of its columns, nil for ones.
struct ScaledRows: @unchecked Sendable {
  let z: StridedMatrix<Double>
  let scale: UnsafePointer<Double>?
}

/// Some rows of A in single precision, a piece of each.
struct NarrowedTile {
  static var lines: Int { 64 }
  static var length: Int { 512 }

  private let memory: UnsafeMutablePointer<Float>
  /// What the kernel adds up beside.
  private let sums: UnsafeMutablePointer<Double>

  var values: UnsafePointer<Float> { UnsafePointer(memory) }

  static func with(_ body: (NarrowedTile) -> Void) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: lines * length) { memory in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: lines + length) { sums in
        guard let memory = memory.baseAddress, let base = sums.baseAddress else { return }
        memory.initialize(repeating: 0, count: lines * length)
        sums.initialize(repeating: 0)
        body(NarrowedTile(memory: memory, sums: base))
      }
    }
  }

  /// How many elements that are not zero become zero or subnormal in single precision.
  func read(_ source: ScaledRows, _ rows: Range<Int>, _ columns: Range<Int>, _ kernels: ScanKernels) -> Int {
    var figures = ScanFigures()
    let height = ScanKernels.rowsAtOnce
    let groups = rows.count / height * height
    for k in stride(from: 0, to: groups, by: height) {
      kernels.fewRows(piece(source, rows.lowerBound + k, columns, into: k), &figures)
    }
    for k in groups..<rows.count { kernels.oneRow(piece(source, rows.lowerBound + k, columns, into: k), &figures) }
    let whole = columns.count / ScanKernels.step * ScanKernels.step
    for k in 0..<rows.count {
      for j in whole..<columns.count {
        let column = columns.lowerBound + j
        let value = source.z[rows.lowerBound + k, column] * (source.scale?[column] ?? 1)
        figures.nonZeros += value == 0 ? 0 : 1
        memory[k * Self.length + j] = Float(value)
      }
    }
    return figures.nonZeros - normals(rows.count, columns.count)
  }

  /// The columns of it that are whole steps of the kernel.
  private func piece(_ source: ScaledRows, _ row: Int, _ columns: Range<Int>, into line: Int) -> ScanPiece {
    let (z, first) = (source.z, columns.lowerBound)
    return ScanPiece(
      count: columns.count / ScanKernels.step * ScanKernels.step, source: z.base + (row * z.rowStride + first),
      rowStride: z.rowStride, scale: source.scale.map { $0 + first }, single: memory + line * Self.length,
      singleStride: Self.length, bypassesCache: false, columnSums: sums + Self.lines, rowSums: sums + line)
  }

  /// Elements that are normal numbers or infinite: a loop that becomes vectors.
  private func normals(_ rows: Int, _ columns: Int) -> Int {
    var count: Int32 = 0
    for k in 0..<rows {
      let row = memory + k * Self.length
      for j in 0..<columns { count &+= row[j].magnitude >= .leastNormalMagnitude ? 1 : 0 }
    }
    return Int(count)
  }
}
