/** A small menu in Chinese: what the keyboard needs (copy, paste, zoom), nothing that reloads or opens developer tools. */
import { Menu, type MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  openDataFolder(): void
  about(): void
}

export function menuTemplate(actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    { label: '文件', submenu: [{ label: '打开数据文件夹', click: () => actions.openDataFolder() }, { type: 'separator' }, { label: '退出', role: 'quit' }] },
    {
      label: '编辑',
      submenu: [
        { label: '撤销', role: 'undo' },
        { label: '重做', role: 'redo' },
        { type: 'separator' },
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' },
      ],
    },
    {
      label: '查看',
      submenu: [
        { label: '放大', role: 'zoomIn' },
        { label: '缩小', role: 'zoomOut' },
        { label: '实际大小', role: 'resetZoom' },
        { type: 'separator' },
        { label: '全屏', role: 'togglefullscreen' },
      ],
    },
    { label: '帮助', submenu: [{ label: '关于', click: () => actions.about() }] },
  ]
}

export function installMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions)))
}
