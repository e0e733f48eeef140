/// `.npy` files put together byte by byte, independent of the code under test.
public enum NPYBytes {
  /// A file with the header NumPy would write for `descr`, `order` and `shape`, and then `data`.
  public static func file(
    descr: String, shape: String, fortran: Bool = false, version: UInt8 = 1, data: [UInt8]
  ) -> [UInt8] {
    let quoted = descr.hasPrefix("[") ? descr : "'\(descr)'"
    return file(
      dictionary: "{'descr': \(quoted), 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }",
      version: version, data: data)
  }

  /// A file with any text for its header.
  public static func file(dictionary: String, version: UInt8 = 1, data: [UInt8]) -> [UInt8] {
    let prefix = version == 1 ? 10 : 12
    var text = Array(dictionary.utf8)
    while (prefix + text.count + 1) % 64 != 0 { text.append(UInt8(ascii: " ")) }
    text.append(UInt8(ascii: "\n"))
    var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0]
    bytes += little(UInt64(text.count), size: version == 1 ? 2 : 4)
    return bytes + text + data
  }

  /// A matrix of doubles in C order.
  public static func matrix(_ rows: [[Double]]) -> [UInt8] {
    file(descr: "<f8", shape: "(\(rows.count), \(rows.first?.count ?? 0))", data: doubles(rows.flatMap(\.self)))
  }

  public static func vector(_ values: [Double]) -> [UInt8] {
    file(descr: "<f8", shape: "(\(values.count),)", data: doubles(values))
  }

  public static func doubles(_ values: [Double], bigEndian: Bool = false) -> [UInt8] {
    values.flatMap { ordered($0.bitPattern, size: 8, bigEndian) }
  }

  public static func floats(_ values: [Float], bigEndian: Bool = false) -> [UInt8] {
    values.flatMap { ordered(UInt64($0.bitPattern), size: 4, bigEndian) }
  }

  public static func integers(_ values: [Int], size: Int, bigEndian: Bool = false) -> [UInt8] {
    values.flatMap { ordered(UInt64(bitPattern: Int64($0)), size: size, bigEndian) }
  }

  private static func ordered(_ bits: UInt64, size: Int, _ bigEndian: Bool) -> [UInt8] {
    bigEndian ? little(bits, size: size).reversed() : little(bits, size: size)
  }

  private static func little(_ bits: UInt64, size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
  }
}
