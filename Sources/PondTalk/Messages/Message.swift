/// Something said in a group.
package enum Message {}
