public import CPrefetch
import MatrixCore

/// The innermost product: a tile of C in registers, one column of A times one row of B a step.
///
/// `V` is the vector, `vectors` how many of them make the height of the tile, `columns` its width. `copies` is 1, or the
/// elements of a vector: then each element of B is packed that many times, for processors whose loads cannot broadcast
/// (`copiedProduct`). All accumulators, `vectors` of A and one broadcast of B must fit the register file, or the tile spills
/// and loses more than half its speed.
/// Every function is forced inline, so that a module compiled for one processor instantiates it with that processor's
/// instructions and exports a plain function.
public enum MultiplyTile<V: SIMD, let vectors: Int, let columns: Int, let copies: Int>
where V.Scalar: MatrixScalar {
  public typealias Scalar = V.Scalar
  public typealias Accumulators = InlineArray<columns, InlineArray<vectors, V>>

  /// Height of the tile in elements.
  @inlinable @inline(__always)
  public static var rows: Int { vectors * V.scalarCount }

  /// Steps from the column of A in use to the one asked for.
  @inlinable @inline(__always)
  static var stepsAhead: Int { 8 }

  /// C ← A B, C ← C + A B or C ← C − A B.
  ///
  /// Shapes: `a` a packed panel of `depth` columns of `rows` elements, aligned to the vector; `b` a packed panel of `depth`
  /// rows of `columns` elements, each `copies` times; C a full tile, its columns contiguous and `columnStride` apart.
  /// `multiplyAdd(x, y, z)` is x y + z: fused where the processor can, two instructions where it cannot, since
  /// `addingProduct` calls the mathematics library there.
  @inlinable @inline(__always)
  public static func run(
    depth: Int, _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ update: TileUpdate,
    _ c: UnsafeMutablePointer<Scalar>, columnStride: Int, multiplyAdd: (V, V, V) -> V
  ) {
    let goal = TileGoal(c, columnStride: columnStride, columns: columns, bytes: vectors &* MemoryLayout<V>.stride)
    // Too shallow to ask for every line on the way.
    if copies > 1 || depth < goal.lines { goal.askForAll() }
    store(product(depth: depth, a, b, goal, multiplyAdd: multiplyAdd), update, c, columnStride: columnStride)
  }

  @inlinable @inline(__always)
  static func product(
    depth: Int, _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, _ goal: TileGoal, multiplyAdd: (V, V, V) -> V
  ) -> Accumulators {
    if copies > 1 { return copiedProduct(depth: depth, a, b, multiplyAdd: multiplyAdd) }
    var sum = Accumulators(repeating: InlineArray<vectors, V>(repeating: V(repeating: 0)))
    var (a, b) = (UnsafeRawPointer(a), b)
    // The next panel of B, which the next column of tiles begins with.
    let following = depth &* columns
    var line = 0
    for _ in 0..<depth / columns {
      // A step of its own for each column: what there is to reckon for a line must not be more than a narrow vector's step.
      var asked = goal.base + line
      for _ in 0..<columns {
        cprefetch_for_writing(asked)
        asked += goal.stride
        step(&sum, &a, &b, following, multiplyAdd: multiplyAdd)
      }
      line = goal.line(after: line)
    }
    for _ in 0..<depth % columns { step(&sum, &a, &b, following, multiplyAdd: multiplyAdd) }
    return sum
  }

  @inlinable @inline(__always)
  static func step(
    _ sum: inout Accumulators, _ a: inout UnsafeRawPointer, _ b: inout UnsafePointer<Scalar>, _ following: Int,
    multiplyAdd: (V, V, V) -> V
  ) {
    cprefetch_for_reading_later(b + following)
    // Vectors of a line each empty the first level as fast as the second fills it: that is begun some steps ahead.
    if MemoryLayout<V>.stride >= 64 {
      for i in 0..<vectors { cprefetch_for_reading(a + (stepsAhead &* vectors &+ i) &* MemoryLayout<V>.stride) }
    }
    var column = InlineArray<vectors, V>(repeating: V(repeating: 0))
    for i in 0..<vectors { column[unchecked: i] = a.load(fromByteOffset: i &* MemoryLayout<V>.stride, as: V.self) }
    for j in 0..<columns {
      let factor = V(repeating: b[j])
      for i in 0..<vectors {
        sum[unchecked: j][unchecked: i] = multiplyAdd(column[unchecked: i], factor, sum[unchecked: j][unchecked: i])
      }
    }
    a += vectors &* MemoryLayout<V>.stride
    b += columns
  }

  @inlinable @inline(__always)
  static func store(_ sum: Accumulators, _ update: TileUpdate, _ c: UnsafeMutablePointer<Scalar>, columnStride: Int) {
    switch update {
    case .replace: replace(sum, c, columnStride)
    case .add: store(sum, c, columnStride) { $1 + $0 }
    case .subtract: store(sum, c, columnStride) { $1 - $0 }
    }
  }

  @inlinable @inline(__always)
  static func replace(_ sum: Accumulators, _ c: UnsafeMutablePointer<Scalar>, _ columnStride: Int) {
    for j in 0..<columns {
      let column = UnsafeMutableRawPointer(c + j &* columnStride)
      for i in 0..<vectors {
        column.storeBytes(of: sum[unchecked: j][unchecked: i], toByteOffset: i &* MemoryLayout<V>.stride, as: V.self)
      }
    }
  }

  @inlinable @inline(__always)
  static func store(_ sum: Accumulators, _ c: UnsafeMutablePointer<Scalar>, _ columnStride: Int, _ join: (V, V) -> V) {
    for j in 0..<columns {
      let column = UnsafeMutableRawPointer(c + j &* columnStride)
      for i in 0..<vectors {
        let offset = i &* MemoryLayout<V>.stride
        let old = column.loadUnaligned(fromByteOffset: offset, as: V.self)
        column.storeBytes(of: join(sum[unchecked: j][unchecked: i], old), toByteOffset: offset, as: V.self)
      }
    }
  }
}
