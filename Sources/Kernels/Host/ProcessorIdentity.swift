import CPlatform

/// By which makers tell one design of a processor from another, and what the design is called: brands change more often, and
/// clouds hide them.
public struct ProcessorIdentity: Sendable, Equatable {
  /// x86-64: "AuthenticAMD" or "GenuineIntel"; "" elsewhere.
  public var vendor = ""
  public var family = 0
  public var model = 0
  public var stepping = 0
  /// ARM64, of the MIDR; zero elsewhere.
  public var implementer = 0
  public var part = 0
  public var variant = 0
  public var revision = 0

  public init() {}

  init(_ identity: cplatform_identity) {
    var identity = identity
    vendor = withUnsafeBytes(of: &identity.vendor) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    (family, model, stepping) = (Int(identity.family), Int(identity.model), Int(identity.stepping))
    (implementer, part) = (Int(identity.implementer), Int(identity.part))
    (variant, revision) = (Int(identity.variant), Int(identity.revision))
  }

  /// "family 26 model 2 stepping 1", "implementer 0x41 part 0xd40 r1p2"; nil when the host does not tell.
  public var text: String? {
    if !vendor.isEmpty { return "\(vendor) family \(family) model \(model) stepping \(stepping)" }
    if implementer == 0 && part == 0 { return nil }
    return "implementer 0x\(String(implementer, radix: 16)) part 0x\(String(part, radix: 16)) r\(variant)p\(revision)"
  }

  /// "Zen 5", "Sapphire Rapids", "Arm Neoverse V1"; nil for a design that is not known here.
  public var microarchitecture: String? {
    switch vendor {
    case "AuthenticAMD", "HygonGenuine": amd
    case "GenuineIntel": intel
    default: cplatform_arm_part(Int32(clamping: implementer), Int32(clamping: part)).map { String(cString: $0) }
    }
  }

  /// Source: Linux 6.12, arch/x86/kernel/cpu/amd.c.
  private var amd: String? {
    switch (family, model) {
    case (0x17, 0x00...0x2F), (0x17, 0x50...0x5F): "Zen"
    case (0x17, _): "Zen 2"
    case (0x18, _): "Dhyana"
    case (0x19, 0x00...0x0F), (0x19, 0x20...0x5F): "Zen 3"
    case (0x19, 0x10...0x1F), (0x19, 0x60...0xAF): "Zen 4"
    case (0x1A, 0x00...0x2F), (0x1A, 0x40...0x4F), (0x1A, 0x60...0x7F): "Zen 5"
    default: nil
    }
  }

  /// Source: Linux 6.12, arch/x86/include/asm/intel-family.h; steppings of Skylake servers by Intel's specification updates.
  private var intel: String? {
    guard family == 6 else { return nil }
    switch model {
    case 0x55: return stepping >= 10 ? "Cooper Lake" : stepping >= 5 ? "Cascade Lake" : "Skylake-SP"
    default: return Self.intelModels.first { $0.models.contains(model) }?.name
    }
  }

  private static let intelModels: [(name: String, models: [Int])] = intelServers + intelClients

  private static let intelServers: [(name: String, models: [Int])] = [
    ("Nehalem", [0x1A, 0x1E, 0x1F, 0x2E]), ("Westmere", [0x25, 0x2C, 0x2F]), ("Sandy Bridge", [0x2A, 0x2D]),
    ("Ivy Bridge", [0x3A, 0x3E]), ("Haswell", [0x3C, 0x3F, 0x45, 0x46]), ("Broadwell", [0x3D, 0x47, 0x4F, 0x56]),
    ("Ice Lake-SP", [0x6A, 0x6C]), ("Sapphire Rapids", [0x8F]), ("Emerald Rapids", [0xCF]), ("Granite Rapids", [0xAD, 0xAE]),
    ("Sierra Forest", [0xAF]), ("Clearwater Forest", [0xDD]),
  ]

  private static let intelClients: [(name: String, models: [Int])] = [
    ("Skylake", [0x4E, 0x5E]), ("Kaby Lake", [0x8E, 0x9E]), ("Comet Lake", [0xA5, 0xA6]), ("Cannon Lake", [0x66]),
    ("Ice Lake", [0x7D, 0x7E]), ("Rocket Lake", [0xA7]), ("Tiger Lake", [0x8C, 0x8D]), ("Alder Lake", [0x97, 0x9A]),
    ("Raptor Lake", [0xB7, 0xBA, 0xBF]), ("Meteor Lake", [0xAA, 0xAC]), ("Arrow Lake", [0xB5, 0xC5, 0xC6]),
    ("Lunar Lake", [0xBD]), ("Panther Lake", [0xCC]),
  ]
}
