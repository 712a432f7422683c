/// Something said in a group.
package enum Message {}

/// A picture in the media folder.
package enum Media {}
