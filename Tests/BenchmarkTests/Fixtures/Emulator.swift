import Foundation

/// The translator of x86-64 processes, where this is such a processor.
enum Emulator {
  static let path: String? = {
    #if arch(x86_64)
      let path = "/usr/bin/qemu-x86_64-static"
      return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    #else
      return nil
    #endif
  }()
}
