public import CPrefetch
import MatrixCore

/// Copies a block of a matrix into panels: `width` lines side by side, one step of depth after the other, the last panel
/// filled up with zeros. Both operands of a product are packed this way, A by rows and B by columns.
public enum PanelPacking<Scalar: MatrixScalar> {
  /// Packs one panel.
  ///
  /// Shapes: element (line, step) of the source is at `line · lineStride + step · depthStride`; `lines` ≤ `width` of them
  /// exist. `target` takes `width · depth` elements. The faster index of the source runs innermost in blocks, so that
  /// neither side strides through memory.
  @inlinable @inline(__always)
  public static func pack(
    width: Int, lines: Int, depth: Int, _ source: UnsafePointer<Scalar>, lineStride: Int, depthStride: Int,
    _ target: UnsafeMutablePointer<Scalar>
  ) {
    if lines < width {
      packEdge(width: width, lines: lines, depth: depth, source, lineStride: lineStride, depthStride: depthStride, target)
    } else if lineStride == 1 {
      for step in 0..<depth {
        let from = source + step &* depthStride
        let to = target + step &* width
        // A few lines of each column: too little for the processor to guess the next. A dozen columns ahead are a few kilobytes
        // on their way (2026-11, Zen 5: `leontief-bench run --suite kernels --only lu`).
        let ahead = UnsafeRawPointer(from + 12 &* depthStride)
        for line in 0..<(width &* MemoryLayout<Scalar>.stride &+ 63) / 64 { cprefetch_for_reading(ahead + line &* 64) }
        for line in 0..<width { to[line] = from[line] }
      }
    } else {
      for step in 0..<depth {
        let from = source + step &* depthStride
        let to = target + step &* width
        for line in 0..<width { to[line] = from[line &* lineStride] }
      }
    }
  }

  /// Writes each of the `count` elements at the end of `memory` `copies` times from its beginning on.
  @inlinable @inline(__always)
  public static func spread(count: Int, copies: Int, _ memory: UnsafeMutablePointer<Scalar>) {
    let source = memory + (copies &- 1) &* count
    for i in 0..<count {
      let value = source[i]
      for copy in 0..<copies { memory[i &* copies &+ copy] = value }
    }
  }

  /// The reverse: `lines` of the `width` lines of a panel go back into a matrix.
  @inlinable @inline(__always)
  public static func unpack(
    width: Int, lines: Int, depth: Int, _ target: UnsafeMutablePointer<Scalar>, lineStride: Int, depthStride: Int,
    _ source: UnsafePointer<Scalar>
  ) {
    if lineStride == 1 && lines == width {
      for step in 0..<depth {
        let (from, to) = (source + step &* width, target + step &* depthStride)
        for line in 0..<width { to[line] = from[line] }
      }
    } else {
      for line in 0..<lines {
        let to = target + line &* lineStride
        for step in 0..<depth { to[step &* depthStride] = source[step &* width &+ line] }
      }
    }
  }

  @inlinable @inline(__always)
  static func packEdge(
    width: Int, lines: Int, depth: Int, _ source: UnsafePointer<Scalar>, lineStride: Int, depthStride: Int,
    _ target: UnsafeMutablePointer<Scalar>
  ) {
    for step in 0..<depth {
      for line in 0..<width {
        target[step &* width &+ line] = line < lines ? source[line &* lineStride &+ step &* depthStride] : 0
      }
    }
  }
}
